using System.Collections.Immutable;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Writes and reads schemas with their annotations.</summary>
internal static class SchemaCodec
{
    private const byte KeyTag = 100;
    private const byte VectorTag = 101;

    public static void Write(BinaryWriter writer, DataViewSchema schema) => Write(writer, schema, null);

    public static DataViewSchema Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var builder = new DataViewSchema.Builder();
        for (var left = reader.ReadInt32(); left > 0; left--)
            builder.AddColumn(reader.ReadString(), ReadType(reader), ReadAnnotations(reader));
        return builder.ToSchema();
    }

    // Annotations are columns too, each with its value behind it; theirs have no annotations themselves.
    private static void Write(BinaryWriter writer, DataViewSchema schema, DataViewSchema.Annotations values)
    {
        var columns = schema.Where(column => values is null || ValueCodec.For(column.Type) is not null).ToArray();
        writer.Write(columns.Length);
        foreach (var column in columns)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
            if (values is null)
                Write(writer, column.Annotations.Schema, column.Annotations);
            else
                ValueCodec.For(column.Type).Write(writer, values, column);
        }
    }

    private static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (name, type) = (reader.ReadString(), ReadType(reader));
            builder.Add(name, type, ValueCodec.For(type).ReadGetter(reader));
        }

        return builder.ToAnnotations();
    }

    private static void WriteType(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(VectorTag);
                writer.Write(vector.Dimensions.Length);
                foreach (var size in vector.Dimensions)
                    writer.Write(size);
                WriteType(writer, vector.ItemType);
                break;
            case KeyDataViewType key:
                writer.Write(KeyTag);
                writer.Write((byte)DataViewTypes.KindOf(key.RawType));
                writer.Write(key.Count);
                break;
            default:
                Contracts.Check(DataViewTypes.FromRawType(type.RawType) is not null, $"Columns of type {type} cannot be saved.");
                writer.Write((byte)DataViewTypes.KindOf(type.RawType));
                break;
        }
    }

    private static DataViewType ReadType(BinaryReader reader)
    {
        var tag = reader.ReadByte();
        switch (tag)
        {
            case VectorTag:
                var dimensions = new int[reader.ReadInt32()];
                for (var i = 0; i < dimensions.Length; i++)
                    dimensions[i] = reader.ReadInt32();
                return new VectorDataViewType((PrimitiveDataViewType)ReadType(reader), ImmutableArray.Create(dimensions));
            case KeyTag:
                return new KeyDataViewType(DataViewTypes.FromKind((DataKind)reader.ReadByte()).RawType, reader.ReadUInt64());
            default:
                return DataViewTypes.FromKind((DataKind)tag);
        }
    }
}
