using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Tells rows from other rows.</summary>
/// <param name="Rows">Their number.</param>
/// <param name="Hash">Of features, labels and weights of the first rows, of about sixteen million values.</param>
internal sealed record RowsFingerprint(long Rows, string Hash)
{
    private const int MostValues = 1 << 24;

    /// <summary>Goes through the first rows of a source, in their own order.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="block">Where rows go in between.</param>
    public static RowsFingerprint Of(BatchSource source, Numerics.Matrix block)
    {
        var hash = 0xCBF29CE484222325;
        try
        {
            source.Begin(shuffleKey: null);
            var left = Math.Max(1, MostValues / block.Columns);
            for (int rows; left > 0 && (rows = source.Next(block, Math.Min(left, block.Rows))) > 0; left -= rows)
            {
                for (var row = 0; row < rows; row++)
                {
                    hash = Add(hash, block.RowSpan(row));
                    hash = source.HasClasses ? Add(hash, (uint)source.Class(row)) : Add(hash, source.Targets(row));
                    hash = Add(hash, (ulong)BitConverter.DoubleToInt64Bits(source.Weight(row)));
                }
            }
        }
        finally
        {
            source.Dispose();
        }

        return new RowsFingerprint(source.Count, hash.ToString("x16", CultureInfo.InvariantCulture));
    }

    /// <summary>A hash of numbers, by their bits.</summary>
    public static ulong Add(ulong hash, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            hash = Add(hash, BitConverter.SingleToUInt32Bits(value));
        }

        return hash;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rows} rows with hash {Hash}");

    private static ulong Add(ulong hash, ulong value)
    {
        // Fowler, Noll and Vo's step, by words; the shift carries high bits down, which a product never does.
        hash = (hash ^ value) * 0x100000001B3;
        return hash ^ (hash >> 29);
    }
}
