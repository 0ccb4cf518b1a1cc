using System.Numerics;
using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>Copies the features of a row and looks at them, in one pass.</summary>
internal static class FeatureCopy
{
    /// <summary>Writes features in the form in which they come.</summary>
    /// <param name="features">The features.</param>
    /// <param name="row">Receives them.</param>
    /// <returns>Whether all of them are finite.</returns>
    /// <exception cref="InvalidOperationException">There are not as many of them as the column's type says.</exception>
    public static bool Copy(in VBuffer<float> features, FeatureSink row)
    {
        RequireLength(features.Length, row.Count);
        if (features.IsDense)
        {
            return Copy(features.GetValues(), row.Dense());
        }

        row.Sparse(features.GetIndices(), features.GetValues());
        return TrainingDataBuilder.IndexOfNonFinite(features.GetValues()) < 0;
    }

    /// <summary>Copies features, sparse ones made dense.</summary>
    /// <param name="features">The features.</param>
    /// <param name="row">Receives them.</param>
    /// <returns>Whether all of them are finite.</returns>
    /// <exception cref="InvalidOperationException">There are not as many of them as the column's type says.</exception>
    public static bool Copy(in VBuffer<float> features, Span<float> row)
    {
        RequireLength(features.Length, row.Length);
        if (features.IsDense)
        {
            return Copy(features.GetValues(), row);
        }

        features.CopyTo(row);
        return Copy(row, row);
    }

    /// <exception cref="InvalidOperationException">The numbers differ.</exception>
    public static void RequireLength(int features, int expected)
    {
        if (features != expected)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"A row has {features} features; expected {expected}, the size of the feature column's type."));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Copy(ReadOnlySpan<float> source, Span<float> target)
    {
        // 0 · x is 0 for a finite x and NaN for all others, and a sum keeps the NaN. Two sums, because each waits for its own
        // last addition.
        var (even, odd) = (Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i <= source.Length - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
        {
            var first = new Vector<float>(source[i..]);
            var second = new Vector<float>(source[(i + Vector<float>.Count)..]);
            even += first * Vector<float>.Zero;
            odd += second * Vector<float>.Zero;
            first.CopyTo(target[i..]);
            second.CopyTo(target[(i + Vector<float>.Count)..]);
        }

        var sum = Vector.Sum(even + odd);
        for (; i < source.Length; i++)
        {
            sum += source[i] * 0;
            target[i] = source[i];
        }

        return sum == 0;
    }
}
