using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Where the features of one row are written to: all of them (<see cref="Dense"/>), or only those that are not zero
/// (<see cref="Sparse"/>). Whichever is called last counts.
/// </summary>
public abstract class FeatureSink
{
    private protected FeatureSink(int count) => Count = count;

    /// <summary>Number of features of a row.</summary>
    public int Count { get; }

    /// <summary>Room for all features, to be filled wholly; its content before is undefined.</summary>
    public abstract Span<float> Dense();

    /// <summary>Takes the features that may be other than zero.</summary>
    /// <param name="indices">Which features: from 0 to <see cref="Count"/> - 1, each larger than the one before.</param>
    /// <param name="values">Their values, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an index is out of its range or order.</exception>
    public void Sparse(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        if (indices.Length != values.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{NameRow?.Invoke() ?? "A sparse row"} has {indices.Length} indices and {values.Length} values; expected as many of the one as of the other."), nameof(values));
        }

        var least = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < least || indices[i] >= Count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"{NameRow?.Invoke() ?? "A sparse row"} has index {indices[i]} in place {i}; expected ascending indices, here {least} to {Count - 1}."), nameof(indices));
            }

            least = indices[i] + 1;
        }

        Take(indices, values);
    }

    /// <summary>How a message names the row.</summary>
    internal Func<string>? NameRow { get; set; }

    /// <summary>As <see cref="Sparse"/>, for what has been checked.</summary>
    internal abstract void Take(ReadOnlySpan<int> indices, ReadOnlySpan<float> values);
}
