namespace Microsoft.ML.Data;

/// <summary>Writes and reads single values of a data view type.</summary>
internal abstract class ValueCodec
{
    /// <summary>The codec for values of that type, or null if such values cannot be written.</summary>
    public static ValueCodec For(DataViewType type)
    {
        var item = (type as VectorDataViewType)?.ItemType ?? type;
        if (Type.GetTypeCode(item.RawType) == TypeCode.Object && item != TextDataViewType.Instance)
            return null;
        return (ValueCodec)Activator.CreateInstance(
            (type is VectorDataViewType ? typeof(VectorCodec<>) : typeof(ScalarCodec<>)).MakeGenericType(item.RawType));
    }

    /// <summary>Writes an annotation's value.</summary>
    public abstract void Write(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation);

    /// <summary>Reads a value; returns a getter of it.</summary>
    public abstract Delegate ReadGetter(BinaryReader reader);

    private static void WriteItem(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case ReadOnlyMemory<char> x: writer.Write(x.ToString()); break;
            case bool x: writer.Write(x); break;
            case sbyte x: writer.Write(x); break;
            case byte x: writer.Write(x); break;
            case short x: writer.Write(x); break;
            case ushort x: writer.Write(x); break;
            case int x: writer.Write(x); break;
            case uint x: writer.Write(x); break;
            case long x: writer.Write(x); break;
            case ulong x: writer.Write(x); break;
            case float x: writer.Write(x); break;
            case double x: writer.Write(x); break;
            case DateTime x: writer.Write(x.ToBinary()); break;
            default: throw new NotSupportedException($"Values of type {value.GetType()} cannot be written.");
        }
    }

    private static object ReadItem(BinaryReader reader, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => reader.ReadBoolean(),
        TypeCode.SByte => reader.ReadSByte(),
        TypeCode.Byte => reader.ReadByte(),
        TypeCode.Int16 => reader.ReadInt16(),
        TypeCode.UInt16 => reader.ReadUInt16(),
        TypeCode.Int32 => reader.ReadInt32(),
        TypeCode.UInt32 => reader.ReadUInt32(),
        TypeCode.Int64 => reader.ReadInt64(),
        TypeCode.UInt64 => reader.ReadUInt64(),
        TypeCode.Single => reader.ReadSingle(),
        TypeCode.Double => reader.ReadDouble(),
        TypeCode.DateTime => DateTime.FromBinary(reader.ReadInt64()),
        _ => reader.ReadString().AsMemory(),
    };

    private sealed class ScalarCodec<T> : ValueCodec
    {
        public override void Write(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
        {
            T value = default;
            annotations.GetGetter<T>(annotation)(ref value);
            WriteItem(writer, value);
        }

        public override Delegate ReadGetter(BinaryReader reader)
        {
            var stored = (T)ReadItem(reader, typeof(T));
            return (ValueGetter<T>)((ref T value) => value = stored);
        }
    }

    private sealed class VectorCodec<T> : ValueCodec
    {
        public override void Write(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
        {
            VBuffer<T> vector = default;
            annotations.GetGetter<VBuffer<T>>(annotation)(ref vector);
            writer.Write(vector.Length);
            foreach (var item in vector.DenseValues())
                WriteItem(writer, item);
        }

        public override Delegate ReadGetter(BinaryReader reader)
        {
            var items = new T[reader.ReadInt32()];
            for (var i = 0; i < items.Length; i++)
                items[i] = (T)ReadItem(reader, typeof(T));
            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => VBuffer<T>.Copy(items, 0, ref value, items.Length));
        }
    }
}
