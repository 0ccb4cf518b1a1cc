using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>A mini-batch that augmentations change, one after the other.</summary>
internal sealed class AugmentedBatch
{
    private readonly bool _hasClasses;
    private readonly ulong _seed;
    private long _epoch;
    private long _firstRow;

    /// <summary>Makes room.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="seed">Key of the training's random streams.</param>
    /// <param name="rows">Rows of a mini-batch at most.</param>
    /// <param name="outputs">Outputs of the network.</param>
    /// <param name="hasClasses">Whether rows have classes rather than target values.</param>
    /// <param name="takesMissing">Whether features may be missing (NaN).</param>
    public AugmentedBatch(WorkerTeam team, ulong seed, int rows, int outputs, bool hasClasses, bool takesMissing)
    {
        Team = team;
        Outputs = outputs;
        TakesMissing = takesMissing;
        Classes = new int[rows];
        Weights = new double[rows];
        Targets = new float[rows * outputs];
        _hasClasses = hasClasses;
        _seed = seed;
    }

    public WorkerTeam Team { get; }

    public SimdLevel Level { get; } = SimdSupport.Best;

    /// <summary>Outputs of the network, and so values of a row in <see cref="Targets"/>.</summary>
    public int Outputs { get; }

    /// <summary>Number of classes that a row may have.</summary>
    public int ClassCount => Math.Max(2, Outputs);

    public bool TakesMissing { get; }

    /// <summary>The features; only for augmentations that change them.</summary>
    public Matrix Features { get; set; } = null!;

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The class of each row, of mixed ones that with the largest share; -1 where rows have target values.</summary>
    public int[] Classes { get; }

    /// <summary>
    /// Target values, row after row; where rows have classes, the share of each class (of class 1 alone with one output), but only
    /// once they are <see cref="HasShares"/>.
    /// </summary>
    public float[] Targets { get; }

    /// <summary>What each row counts.</summary>
    public double[] Weights { get; }

    /// <summary>Whether rows are of several classes in part.</summary>
    public bool HasShares { get; private set; }

    /// <summary>Begins an epoch.</summary>
    public void Begin(long epoch)
    {
        _epoch = epoch;
        _firstRow = 0;
        Count = 0;
    }

    /// <summary>Takes rows as they are.</summary>
    public void Take(BatchSource source, int count)
    {
        _firstRow += Count;
        Count = count;
        HasShares = false;
        for (var row = 0; row < count; row++)
        {
            Weights[row] = source.Weight(row);
            Classes[row] = _hasClasses ? source.Class(row) : -1;
            if (!_hasClasses)
            {
                source.Targets(row).CopyTo(RowTargets(row));
            }
        }
    }

    /// <summary>The target values of a row, or the shares of the classes.</summary>
    public Span<float> RowTargets(int row) => Targets.AsSpan(row * Outputs, Outputs);

    /// <summary>Writes the classes as shares, unless that has been done.</summary>
    public void SpreadClasses()
    {
        if (!_hasClasses || HasShares)
        {
            return;
        }

        HasShares = true;
        for (var row = 0; row < Count; row++)
        {
            var shares = RowTargets(row);
            shares.Clear();
            if (Outputs == 1)
            {
                shares[0] = Classes[row];
            }
            else
            {
                shares[Classes[row]] = 1;
            }
        }
    }

    /// <summary>The key of a row's random numbers for one augmentation.</summary>
    public ulong Key(RandomPurpose purpose, int row, int augmentation) =>
        CounterRandom.At(CounterRandom.Key(_seed, purpose, _epoch, _firstRow + row), augmentation);
}
