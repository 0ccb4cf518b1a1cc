using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column that a member of <typeparamref name="TRow"/> maps to.</summary>
internal abstract class MemberColumn<TRow>
    where TRow : class
{
    private protected MemberColumn(MemberInfo member, SchemaDefinition.Column definition)
    {
        Member = member;
        Column = new DataViewSchema.DetachedColumn(string.IsNullOrEmpty(definition.ColumnName) ? definition.MemberName
            : definition.ColumnName,
            definition.ColumnType ?? MemberTypes.GetColumnType(member), definition.Annotations);
    }

    public DataViewSchema.DetachedColumn Column { get; }

    public MemberInfo Member { get; }

    /// <summary>The columns of a class, by a definition or by its attributes.</summary>
    public static IReadOnlyList<MemberColumn<TRow>> GetAll(SchemaDefinition definition, SchemaDefinition.Direction direction)
        => (definition ?? SchemaDefinition.Create(typeof(TRow), direction)).Select(Create).ToArray();

    public static DataViewSchema MakeSchema(IEnumerable<MemberColumn<TRow>> columns)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns.Select(column => column.Column));
        return builder.ToSchema();
    }

    /// <summary>A getter that reads the member of the row that <paramref name="current"/> yields.</summary>
    public abstract Delegate MakeGetter(Func<TRow> current);

    /// <summary>An action that writes a row's value of a column into the member.</summary>
    public abstract Action<TRow> MakeSetter(DataViewRow row, DataViewSchema.Column column);

    private static MemberColumn<TRow> Create(SchemaDefinition.Column definition)
    {
        var type = typeof(TRow);
        var member = (MemberInfo)type.GetField(definition.MemberName) ?? type.GetProperty(definition.MemberName)
            ?? throw Contracts.ExceptParam("userSchemaDefinition",
                $"No field or property with name '{definition.MemberName}' found in type '{type.FullName}'");
        var (itemType, isVector) = MemberTypes.GetItemType(member);
        if (definition.ColumnType is { } columnType)
        {
            var vector = columnType as VectorDataViewType;
            Contracts.CheckParam(isVector == vector is not null, "userSchemaDefinition",
                $"Column '{definition.ColumnName}' is supposed to be " +
                $"{(isVector ? "scalar" : "vector")}, but type of associated field '{member.Name}' is {(isVector ? "vector" : "scalar")}");
            var columnItem = (vector?.ItemType ?? columnType).RawType;
            Contracts.CheckParam(columnItem == itemType, "userSchemaDefinition",
                $"Column '{definition.ColumnName}' is supposed to have item type {columnItem}, but associated field has type {itemType}");
        }

        var memberType = MemberTypes.GetMemberType(member);
        var conversion = MemberConversion.Create(memberType);
        return (MemberColumn<TRow>)Activator.CreateInstance(
            typeof(MemberColumn<,,>).MakeGenericType(typeof(TRow), memberType, conversion.RawType), member, definition, conversion);
    }
}
