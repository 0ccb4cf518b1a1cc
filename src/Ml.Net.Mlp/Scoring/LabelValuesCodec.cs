using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// Writes and reads label values: a byte for their type (0: there are none), their number, and each of them. The bytes are
/// part of the model format and never change their meaning.
/// </summary>
internal static class LabelValuesCodec
{
    private static readonly IKind[] Kinds =
    [
        new Kind<ReadOnlyMemory<char>>(1, TextDataViewType.Instance, (w, v) => w.Write(v.ToString()), r => r.ReadString().AsMemory()),
        new Kind<bool>(2, BooleanDataViewType.Instance, (w, v) => w.Write(v), r => r.ReadBoolean()),
        new Kind<sbyte>(3, NumberDataViewType.SByte, (w, v) => w.Write(v), r => r.ReadSByte()),
        new Kind<byte>(4, NumberDataViewType.Byte, (w, v) => w.Write(v), r => r.ReadByte()),
        new Kind<short>(5, NumberDataViewType.Int16, (w, v) => w.Write(v), r => r.ReadInt16()),
        new Kind<ushort>(6, NumberDataViewType.UInt16, (w, v) => w.Write(v), r => r.ReadUInt16()),
        new Kind<int>(7, NumberDataViewType.Int32, (w, v) => w.Write(v), r => r.ReadInt32()),
        new Kind<uint>(8, NumberDataViewType.UInt32, (w, v) => w.Write(v), r => r.ReadUInt32()),
        new Kind<long>(9, NumberDataViewType.Int64, (w, v) => w.Write(v), r => r.ReadInt64()),
        new Kind<ulong>(10, NumberDataViewType.UInt64, (w, v) => w.Write(v), r => r.ReadUInt64()),
        new Kind<float>(11, NumberDataViewType.Single, (w, v) => w.Write(v), r => r.ReadSingle()),
        new Kind<double>(12, NumberDataViewType.Double, (w, v) => w.Write(v), r => r.ReadDouble()),
    ];

    private interface IKind
    {
        byte Code { get; }

        bool TryWrite(BinaryWriter writer, LabelValues values);

        LabelValues Read(BinaryReader reader, int count);
    }

    /// <exception cref="NotSupportedException">The values are of a type that the format has no code for.</exception>
    public static void Write(BinaryWriter writer, LabelValues? values)
    {
        if (values == null)
        {
            writer.Write((byte)0);
        }
        else if (!Kinds.Any(kind => kind.TryWrite(writer, values)))
        {
            throw new NotSupportedException($"The label's key values are of type {values.ItemType}, which a model can't be saved with; expected text, numbers or Booleans.");
        }
    }

    /// <exception cref="FormatException">There is no such type.</exception>
    public static LabelValues? Read(BinaryReader reader)
    {
        var code = reader.ReadByte();
        if (code == 0)
        {
            return null;
        }

        var kind = Array.Find(Kinds, kind => kind.Code == code)
            ?? throw new FormatException($"The model's label values have the type code {code}; this library knows 0 to {Kinds[^1].Code}.");
        return kind.Read(reader, reader.ReadInt32());
    }

    private sealed record Kind<T>(byte Code, PrimitiveDataViewType Type, Action<BinaryWriter, T> WriteValue, Func<BinaryReader, T> ReadValue) : IKind
    {
        public bool TryWrite(BinaryWriter writer, LabelValues values)
        {
            // Keys are held as numbers too, but their type says more than a code for numbers would keep.
            if (values is not LabelValues<T> typed || !values.ItemType.Equals(Type))
            {
                return false;
            }

            writer.Write(Code);
            writer.Write(typed.Count);
            foreach (var value in typed.Values)
            {
                WriteValue(writer, value);
            }

            return true;
        }

        public LabelValues Read(BinaryReader reader, int count)
        {
            var values = new T[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = ReadValue(reader);
            }

            return new LabelValues<T>(Type, values);
        }
    }
}
