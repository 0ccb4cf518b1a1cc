using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Parses the text of a cell as a value of a column's item type.</summary>
internal delegate bool CellParser<T>(ReadOnlyMemory<char> cell, out T value);

/// <summary>Makes parsers. What real numbers and keys cannot parse is missing, what others cannot parse is a mistake.</summary>
internal static class CellParser
{
    public static Delegate Create(PrimitiveDataViewType type, bool emptyRealsAreNaN)
    {
        if (type is KeyDataViewType key)
        {
            return key.RawType == typeof(uint) ? Key<uint>(key.Count) : key.RawType == typeof(ulong) ? Key<ulong>(key.Count)
                : key.RawType == typeof(ushort) ? Key<ushort>(key.Count) : Key<byte>(key.Count);
        }

        return Type.GetTypeCode(type.RawType) switch
        {
            TypeCode.Single => Real<float>(emptyRealsAreNaN),
            TypeCode.Double => Real<double>(emptyRealsAreNaN),
            TypeCode.Boolean => (CellParser<bool>)TryParseBoolean,
            TypeCode.SByte => Integer<sbyte>(),
            TypeCode.Byte => Integer<byte>(),
            TypeCode.Int16 => Integer<short>(),
            TypeCode.UInt16 => Integer<ushort>(),
            TypeCode.Int32 => Integer<int>(),
            TypeCode.UInt32 => Integer<uint>(),
            TypeCode.Int64 => Integer<long>(),
            TypeCode.UInt64 => Integer<ulong>(),
            _ when type == TextDataViewType.Instance => (CellParser<ReadOnlyMemory<char>>)TryParseText,
            _ => throw new NotSupportedException($"The stand-in for ML.NET cannot read columns of type {type} from text."),
        };
    }

    private static CellParser<T> Real<T>(bool emptyIsNaN)
        where T : struct, IBinaryFloatingPointIeee754<T>
        => (ReadOnlyMemory<char> cell, out T value) =>
        {
            var text = cell.Span.Trim();
            if (text.IsEmpty)
                value = emptyIsNaN ? T.NaN : T.Zero;
            else if (text is "Infinity" or "\u221E")
                value = T.PositiveInfinity;
            else if (text is "-Infinity" or "-\u221E")
                value = T.NegativeInfinity;
            else if (text.ContainsAnyExcept("+-.0123456789eE") || !T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture,
                out value))
                value = T.NaN;
            return true;
        };

    private static CellParser<T> Integer<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var style = T.IsNegative(T.MinValue) ? NumberStyles.AllowLeadingSign : NumberStyles.None;
        return (ReadOnlyMemory<char> cell, out T value) =>
        {
            value = T.Zero;
            return cell.IsEmpty || (cell.Span[0] != '+' && T.TryParse(cell.Span, style, CultureInfo.InvariantCulture, out value));
        };
    }

    // Categories are written from 0 on and held from 1 on.
    private static CellParser<T> Key<T>(ulong count)
        where T : struct, IBinaryInteger<T>
        => (ReadOnlyMemory<char> cell, out T value) =>
        {
            var isCategory = ulong.TryParse(cell.Span, NumberStyles.None, CultureInfo.InvariantCulture,
                out var category) && category < count;
            value = isCategory ? T.CreateTruncating(category + 1) : T.Zero;
            return true;
        };

    private static bool TryParseBoolean(ReadOnlyMemory<char> cell, out bool value)
    {
        var text = cell.ToString().ToUpperInvariant();
        value = text is "TRUE" or "T" or "YES" or "Y" or "1" or "+1" or "+";
        return value || text is "" or "FALSE" or "F" or "NO" or "N" or "0" or "-1" or "-";
    }

    private static bool TryParseText(ReadOnlyMemory<char> cell, out ReadOnlyMemory<char> value)
    {
        value = cell;
        return true;
    }
}
