namespace Ml.Net.Mlp.Engine;

/// <summary>The features of rows in memory, dense or sparse.</summary>
internal abstract class FeatureRows
{
    /// <summary>Features of a row.</summary>
    public abstract int Columns { get; }

    /// <summary>Rows that were committed.</summary>
    public abstract int Count { get; }

    /// <summary>Whether only features that are not zero are kept.</summary>
    public abstract bool IsSparse { get; }

    /// <summary>Share of the features that are kept.</summary>
    public abstract double Density { get; }

    /// <summary>Bytes that the rows take.</summary>
    public abstract long Bytes { get; }

    /// <summary>
    /// Writes rows: one that is there is replaced, one at place <see cref="Count"/> is added, and counts from
    /// <see cref="Commit"/> on.
    /// </summary>
    public abstract RowSink Sink { get; }

    /// <summary>Keeps the row that was written at place <see cref="Count"/>.</summary>
    public abstract void Commit();

    /// <summary>The values that are kept of a row, committed or not.</summary>
    public abstract ReadOnlySpan<float> Values(int row);

    /// <summary>Which feature one of those is.</summary>
    public abstract int Column(int row, int value);

    /// <summary>Copies all features of a row.</summary>
    public abstract void CopyTo(int row, Span<float> features);

    /// <summary>Writes a row in the form in which it is kept.</summary>
    public abstract void WriteTo(FeatureSink sink, int row);
}
