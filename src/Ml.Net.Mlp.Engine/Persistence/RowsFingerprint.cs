using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Tells rows from other rows.</summary>
/// <param name="Rows">Their number.</param>
/// <param name="Hash">Of features, labels and weights of the first rows, of about sixteen million values.</param>
internal sealed record RowsFingerprint(long Rows, string Hash)
{
    private const int MostValues = 1 << 24;

    /// <summary>Goes through the first rows of a source, in their own order.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="pass">Where they go in a training.</param>
    public static RowsFingerprint Of(BatchSource source, NetworkPass pass)
    {
        var hash = 0xCBF29CE484222325;
        try
        {
            source.Begin(shuffleKey: null);
            long values = 0;
            for (int rows; values < MostValues && (rows = pass.Fill(source)) > 0;)
            {
                values += pass.SparseInput?.Count ?? ((long)rows * pass.Input.Columns);
                for (var row = 0; row < rows; row++)
                {
                    hash = pass.SparseInput is { } sparse ? Add(hash, sparse.Row(row)) : Add(hash, pass.Input.RowSpan(row));
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

    private static unsafe ulong Add(ulong hash, SparseList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            hash = Add(hash, ((ulong)(uint)list.Places[i] << 32) | BitConverter.SingleToUInt32Bits(list.Values[i]));
        }

        return Add(hash, (ulong)list.Count);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rows} rows with hash {Hash}");

    private static ulong Add(ulong hash, ulong value)
    {
        // Fowler, Noll and Vo's step, by words; the shift carries high bits down, which a product never does.
        hash = (hash ^ value) * 0x100000001B3;
        return hash ^ (hash >> 29);
    }
}
