using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Deals out rows as mini-batches, epoch by epoch.</summary>
internal abstract class BatchSource : IDisposable
{
    /// <summary>Number of rows.</summary>
    public abstract long Count { get; }

    /// <summary>Whether the rows have classes rather than target values.</summary>
    public abstract bool HasClasses { get; }

    /// <summary>
    /// Share of the features that are not zero, where they are kept without zeros: then <see cref="Next(SparseBatch, int)"/> can be
    /// asked for the rows. 1 where they are not.
    /// </summary>
    public virtual double Density => 1;

    /// <summary>
    /// Whether the rows of the mini-batch are of several classes in part: their targets are the share of each class then, of
    /// class 1 alone with one output.
    /// </summary>
    public virtual bool HasShares => false;

    /// <summary>Begins an epoch.</summary>
    /// <param name="shuffleKey">
    /// What the random order depends on, and nothing else; null for the rows' own order.
    /// </param>
    public abstract void Begin(ulong? shuffleKey);

    /// <summary>Copies the features of the next rows of the epoch.</summary>
    /// <param name="destination">Receives them; has room for <paramref name="rows"/>.</param>
    /// <param name="rows">Rows that are wanted.</param>
    /// <returns>Rows of the mini-batch: fewer only at the end of the epoch, where there are none in the end.</returns>
    public abstract int Next(Matrix destination, int rows);

    /// <summary>The same for rows that are sparse.</summary>
    /// <param name="destination">Receives the features; what it has is dropped.</param>
    /// <param name="rows">Rows that are wanted.</param>
    /// <returns>Rows of the mini-batch.</returns>
    public virtual int Next(SparseBatch destination, int rows) => throw new NotSupportedException();

    /// <summary>The class of a row of the mini-batch.</summary>
    public abstract int Class(int row);

    /// <summary>The target values of a row of the mini-batch.</summary>
    public abstract ReadOnlySpan<float> Targets(int row);

    /// <summary>The weight of a row of the mini-batch; 1 on average over all rows.</summary>
    public abstract double Weight(int row);

    public virtual void Dispose()
    {
    }

    /// <summary>
    /// What weights are multiplied by: their mean becomes 1, so that only their ratios matter and the learning rate keeps its
    /// meaning.
    /// </summary>
    internal static double WeightScale(double totalWeight, long rows, string name) => totalWeight > 0
        ? rows / totalWeight
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"All {rows} {name} rows have weight 0; expected one with a weight above 0."));

    /// <summary>Refuses a validation fraction that leaves one side without rows.</summary>
    internal static void RequireBothSides(double fraction, long validationRows, long rows)
    {
        if (validationRows == 0 || validationRows == rows)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"ValidationFraction is {fraction}, which takes {validationRows} of {rows} rows; expected a fraction that leaves a row on each side."));
        }
    }
}
