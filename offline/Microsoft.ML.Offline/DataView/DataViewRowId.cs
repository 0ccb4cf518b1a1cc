using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>A row's 128-bit identity, stable while rows are shuffled or filtered.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    /// <summary>The low 64 bits.</summary>
    public readonly ulong Low;

    /// <summary>The high 64 bits.</summary>
    public readonly ulong High;

    /// <summary>Makes an identity of two halves.</summary>
    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <inheritdoc/>
    public int CompareTo(DataViewRowId other)
    {
        var high = High.CompareTo(other.High);
        return high == 0 ? Low.CompareTo(other.Low) : high;
    }

    /// <inheritdoc/>
    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Low, High);

    /// <inheritdoc/>
    public override string ToString() => $"{High:x16}{Low:x16}";

    /// <summary>All bits of the identity, well mixed: what splits draw from.</summary>
    internal ulong Mix(ulong seed)
    {
        var h = seed ^ Low ^ BitOperations.RotateLeft(High, 31);
        for (var round = 0; round < 2; round++)
        {
            h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdUL;
            h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53UL;
        }

        return h ^ (h >> 33);
    }
}
