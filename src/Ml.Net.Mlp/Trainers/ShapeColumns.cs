using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>Columns as ML.NET describes them before there is data: with a kind and an item type, but without sizes.</summary>
internal static class ShapeColumns
{
    /// <summary>The shape of a schema, hidden columns left out.</summary>
    public static SchemaShape Of(DataViewSchema schema) => new(schema.Where(column => !column.IsHidden).Select(Of));

    /// <summary>The column of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static SchemaShape.Column Require(this SchemaShape shape, ColumnRole role, string name)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Find(name) ?? throw SchemaMismatch.Missing(role, name);
    }

    public static SchemaShape.Column? Find(this SchemaShape shape, string name)
    {
        foreach (var column in shape)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>The shape with some columns added; one that is there already is replaced in its place.</summary>
    public static SchemaShape With(this SchemaShape shape, params SchemaShape.Column[] added)
    {
        var columns = shape.ToList();
        foreach (var column in added)
        {
            var index = columns.FindIndex(existing => existing.Name == column.Name);
            if (index < 0)
            {
                columns.Add(column);
            }
            else
            {
                columns[index] = column;
            }
        }

        return new SchemaShape(columns);
    }

    /// <summary>The type as ML.NET's messages print it, for example <c>Vector&lt;Single&gt;</c>.</summary>
    public static string TypeText(this SchemaShape.Column column)
    {
        var item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString()!;
        return column.Kind switch
        {
            SchemaShape.Column.VectorKind.Vector => $"Vector<{item}>",
            SchemaShape.Column.VectorKind.VariableVector => $"VarVector<{item}>",
            _ => item,
        };
    }

    private static SchemaShape.Column Of(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var kind = vector switch
        {
            null => SchemaShape.Column.VectorKind.Scalar,
            { IsKnownSize: true } => SchemaShape.Column.VectorKind.Vector,
            _ => SchemaShape.Column.VectorKind.VariableVector,
        };
        var item = vector?.ItemType ?? column.Type;
        return item is KeyDataViewType key
            ? MlNetInternals.ShapeColumn(column.Name, kind, NumberTypeOf(key), isKey: true)
            : MlNetInternals.ShapeColumn(column.Name, kind, item, isKey: false);
    }

    private static NumberDataViewType NumberTypeOf(KeyDataViewType key) => Type.GetTypeCode(key.RawType) switch
    {
        TypeCode.Byte => NumberDataViewType.Byte,
        TypeCode.UInt16 => NumberDataViewType.UInt16,
        TypeCode.UInt64 => NumberDataViewType.UInt64,
        _ => NumberDataViewType.UInt32,
    };
}
