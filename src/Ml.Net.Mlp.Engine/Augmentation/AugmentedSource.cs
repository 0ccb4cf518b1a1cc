using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Training rows with changes. Those of an epoch depend on its number and on nothing that was before, so a training may begin with
/// any epoch. The rows' owner disposes of them.
/// </summary>
internal sealed class AugmentedSource : BatchSource
{
    private readonly BatchSource _rows;
    private readonly AugmentedBatch _batch;
    private readonly AugmentationStep[] _steps;
    private readonly bool _leavesFeatures;

    private int _epoch;

    private AugmentedSource(BatchSource rows, IReadOnlyList<Augmentation> augmentations, AugmentedBatch batch)
    {
        _rows = rows;
        _batch = batch;
        _steps = [.. augmentations.Select((augmentation, index) => augmentation.CreateStep(batch, index))];
        _leavesFeatures = augmentations.All(augmentation => augmentation.LeavesFeatures);
    }

    public override long Count => _rows.Count;

    public override bool HasClasses => _rows.HasClasses;

    public override double Density => _leavesFeatures ? _rows.Density : 1;

    public override bool HasShares => _batch.HasShares;

    /// <summary>Makes one where the options ask for it; otherwise null.</summary>
    /// <param name="rows">The training rows as they are.</param>
    /// <param name="network">The network.</param>
    /// <param name="options">The training's options.</param>
    /// <param name="team">Threads to use.</param>
    public static AugmentedSource? Of(BatchSource rows, NetworkDescription network, TrainingOptions options, WorkerTeam team)
    {
        if (options.Augmentations.Count == 0)
        {
            return null;
        }

        var batch = new AugmentedBatch(
            team, (ulong)options.Seed, (int)Math.Min(options.BatchSize, rows.Count), network.Outputs, rows.HasClasses, network.TakesMissingValues);
        return new AugmentedSource(rows, options.Augmentations, batch);
    }

    /// <summary>Says which epoch <see cref="Begin"/> will begin.</summary>
    public AugmentedSource InEpoch(int epoch)
    {
        _epoch = epoch;
        return this;
    }

    public override void Begin(ulong? shuffleKey)
    {
        _rows.Begin(shuffleKey);
        _batch.Begin(_epoch);
    }

    public override int Next(Matrix destination, int rows)
    {
        _batch.Features = destination;
        return Augment(_rows.Next(destination, rows));
    }

    public override int Next(SparseBatch destination, int rows) => Augment(_rows.Next(destination, rows));

    public override int Class(int row) => _batch.Classes[row];

    public override ReadOnlySpan<float> Targets(int row) => _batch.RowTargets(row);

    public override double Weight(int row) => _batch.Weights[row];

    private int Augment(int count)
    {
        _batch.Take(_rows, count);
        if (count > 0)
        {
            foreach (var step in _steps)
            {
                step.Run();
            }
        }

        return count;
    }
}
