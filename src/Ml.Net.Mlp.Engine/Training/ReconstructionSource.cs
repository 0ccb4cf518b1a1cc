using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Rows whose target values are their features; where an encoder is given, both are what comes out of it. The mini-batch is the
/// only place where they stand: who changes its features first copies the targets, as <see cref="AugmentedBatch"/> does. The rows'
/// owner disposes of them where there is an encoder.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="encoder">Makes the layers that rows go through, for mini-batches of so many; null for none.</param>
internal sealed class ReconstructionSource(BatchSource rows, Func<int, NetworkPass>? encoder = null) : BatchSource
{
    private NetworkPass? _encoder;
    private Matrix? _targets;

    public override long Count => rows.Count;

    public override bool HasClasses => false;

    /// <summary>What may refuse values as targets; null where all were looked at before.</summary>
    public BatchContext? Context { get; init; }

    public override void Begin(ulong? shuffleKey) => rows.Begin(shuffleKey);

    public override int Next(Matrix destination, int count)
    {
        _targets = destination;
        if (encoder != null)
        {
            return Encode(destination, count);
        }

        count = rows.Next(destination, count);
        for (var row = 0; row < count && Context != null; row++)
        {
            LossChecks.CheckTargets(destination.RowSpan(row), Context.Loss, Context.Name);
        }

        return count;
    }

    public override int Class(int row) => throw new NotSupportedException();

    public override ReadOnlySpan<float> Targets(int row) => _targets!.RowSpan(row);

    public override double Weight(int row) => rows.Weight(row);

    public override void Dispose()
    {
        if (encoder == null)
        {
            rows.Dispose();
        }
    }

    private int Encode(Matrix destination, int count)
    {
        if (_encoder?.BatchRows != count)
        {
            _encoder = encoder!(count);
        }

        count = _encoder.Fill(rows);
        if (count > 0)
        {
            _encoder.Forward(count);
        }

        for (var row = 0; row < count; row++)
        {
            _encoder.Output.RowSpan(row).CopyTo(destination.RowSpan(row));
        }

        return count;
    }
}
