using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Fills objects of <typeparamref name="TRow"/> from rows of a schema.</summary>
internal sealed class TypedReader<TRow>
    where TRow : class, new()
{
    private readonly List<(MemberColumn<TRow> Member, DataViewSchema.Column Column)> _bindings = [];

    public TypedReader(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        foreach (var member in MemberColumn<TRow>.GetAll(definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(member.Column.Name) is not { } column)
            {
                if (ignoreMissingColumns)
                    continue;
                throw Contracts.ExceptSchemaMismatch("Schema", "", member.Column.Name);
            }

            var (itemType, isVector) = MemberTypes.GetItemType(member.Member);
            var vector = column.Type as VectorDataViewType;
            Contracts.Check(isVector == vector is not null && (vector?.ItemType ?? column.Type).RawType == itemType,
                $"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' to field or property '{member.Member.Name}' " +
                $"of type '{MemberTypes.GetMemberType(member.Member).FullName}'.");
            _bindings.Add((member, column));
        }
    }

    /// <summary>The columns that are read.</summary>
    public IEnumerable<DataViewSchema.Column> Columns => _bindings.Select(binding => binding.Column);

    /// <summary>An action that fills an object from the row as it stands.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        var setters = _bindings.Select(binding => binding.Member.MakeSetter(row, binding.Column)).ToArray();
        return target =>
        {
            foreach (var set in setters)
                set(target);
        };
    }
}
