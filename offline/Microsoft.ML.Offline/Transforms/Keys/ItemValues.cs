using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The kinds of values that keys can stand for: how they are ordered, written to a model, and shown.</summary>
internal static class ItemValues
{
    private static readonly PrimitiveDataViewType[] _types =
    [
        TextDataViewType.Instance, BooleanDataViewType.Instance, NumberDataViewType.Single, NumberDataViewType.Double,
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
    ];

    public static bool IsSupported(DataViewType itemType) => itemType is KeyDataViewType || _types.Contains(itemType);

    /// <summary>Whether the value is that of a missing item: empty text, not a number, or the key 0.</summary>
    public static bool IsMissing<T>(PrimitiveDataViewType type, T value) => value switch
    {
        ReadOnlyMemory<char> text => text.IsEmpty,
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => type is KeyDataViewType && ToKey(value) == 0,
    };

    /// <summary>What stands for a missing item: not a number where there is one, else the default.</summary>
    public static T Missing<T>(DataViewType type)
        => type == NumberDataViewType.Single ? (T)(object)float.NaN
            : type == NumberDataViewType.Double ? (T)(object)double.NaN
            : default;

    public static ulong ToKey<T>(T value) => Convert.ToUInt64(value, CultureInfo.InvariantCulture);

    public static string ToText<T>(DataViewType type, T value) => value switch
    {
        ReadOnlyMemory<char> text => text.ToString(),
        bool flag => flag ? "1" : "0",
        float number => float.IsNaN(number) ? "?" : number.ToString("R", CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) ? "?" : number.ToString("G17", CultureInfo.InvariantCulture),
        _ when type is KeyDataViewType => ToKey(value) is > 0 and var key ? (key - 1).ToString(CultureInfo.InvariantCulture) : "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    public static void WriteType(BinaryWriter writer, PrimitiveDataViewType type)
    {
        var key = type as KeyDataViewType;
        writer.Write(key?.Count ?? 0);
        writer.Write((byte)Array.FindIndex(
            _types, known => key is null ? known.Equals(type) : known is NumberDataViewType && known.RawType == key.RawType));
    }

    public static PrimitiveDataViewType ReadType(BinaryReader reader)
    {
        var keyCount = reader.ReadUInt64();
        var index = reader.ReadByte();
        if (index >= _types.Length)
            throw new FormatException($"Corrupt model file: a key map has the value type {index}, but only types up to {_types.Length - 1} are known.");
        return keyCount == 0 ? _types[index] : new KeyDataViewType(_types[index].RawType, keyCount);
    }

    public static void Write<T>(BinaryWriter writer, T value)
    {
        switch (value)
        {
            case ReadOnlyMemory<char> text: writer.Write(text.ToString()); break;
            case bool flag: writer.Write(flag); break;
            case float number: writer.Write(number); break;
            case double number: writer.Write(number); break;
            case ulong number: writer.Write(number); break;
            default: writer.Write(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
        }
    }

    public static T Read<T>(BinaryReader reader)
    {
        object value = default(T) switch
        {
            ReadOnlyMemory<char> => reader.ReadString().AsMemory(),
            bool => reader.ReadBoolean(),
            float => reader.ReadSingle(),
            double => reader.ReadDouble(),
            ulong => reader.ReadUInt64(),
            _ => Convert.ChangeType(reader.ReadInt64(), typeof(T), CultureInfo.InvariantCulture),
        };
        return (T)value;
    }
}
