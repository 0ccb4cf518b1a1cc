namespace Ml.Net.Mlp.Engine;

/// <summary>
/// One pass over rows to learn from, first to last: how a program hands rows to <see cref="TrainingRows.Read"/> that may be
/// too many for memory. Disposed after the pass, or when it is broken off.
/// </summary>
public abstract class RowReader : IDisposable
{
    /// <summary>The class of the row that was read last, from 0; where rows have classes.</summary>
    public virtual int Class => throw new NotSupportedException("The rows of this reader have no classes.");

    /// <summary>The target values of the row that was read last; where rows have target values.</summary>
    public virtual ReadOnlySpan<float> Targets => throw new NotSupportedException("The rows of this reader have no target values.");

    /// <summary>The weight of the row that was read last: finite, 0 or more. Default 1.</summary>
    public virtual float Weight => 1;

    /// <summary>
    /// Goes to the next row, which may be written sparse. A reader overrides this, or <see cref="Read(Span{float})"/> where it has
    /// only dense rows.
    /// </summary>
    /// <param name="features">Receives the row's features, which must be finite, or NaN where the builder allows missing values.</param>
    /// <returns>False when there is no row any more.</returns>
    public virtual bool Read(FeatureSink features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Read(features.Dense());
    }

    /// <summary>Goes to the next row.</summary>
    /// <param name="features">To be filled wholly with the row's features, which must be finite, or NaN where the builder allows missing values; undefined before.</param>
    /// <returns>False when there is no row any more.</returns>
    public virtual bool Read(Span<float> features) => throw new NotSupportedException("The reader overrides neither Read.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the pass holds.</summary>
    /// <param name="disposing">True, unless a finalizer calls.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
