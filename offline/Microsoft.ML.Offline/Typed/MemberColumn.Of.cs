using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A column that a member of <typeparamref name="TRow"/> maps to.</summary>
internal sealed class MemberColumn<TRow, TValue, TRaw>(MemberInfo member, SchemaDefinition.Column definition,
    MemberConversion<TValue, TRaw> conversion)
    : MemberColumn<TRow>(member, definition)
    where TRow : class
{
    public override Delegate MakeGetter(Func<TRow> current)
    {
        var read = MakeRead();
        if (Column.Type is not KeyDataViewType key)
            return (ValueGetter<TRaw>)((ref TRaw raw) => conversion.ToRaw(read(current()), ref raw));

        // In a class, categories are counted from 0 and what is out of range is missing; in a column, 0 is missing.
        return (ValueGetter<TRaw>)((ref TRaw raw) =>
        {
            var category = Convert.ToUInt64(read(current()), CultureInfo.InvariantCulture);
            raw = (TRaw)Convert.ChangeType(category < key.Count ? category + 1 : 0, typeof(TRaw), CultureInfo.InvariantCulture);
        });
    }

    public override Action<TRow> MakeSetter(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<TRaw>(column);
        var (read, write) = (CanRead ? MakeRead() : _ => default, MakeWrite());
        TRaw raw = default;
        return target =>
        {
            getter(ref raw);
            var old = read(target);
            var value = conversion.FromRaw(ref raw, old);

            // An empty vector leaves an array that is null as it is, as in ML.NET.
            if (old is not null || value is not Array { Length: 0 })
                write(target, value);
        };
    }

    private bool CanRead => Member is FieldInfo || ((PropertyInfo)Member).GetGetMethod() is not null;

    private Func<TRow, TValue> MakeRead()
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.MakeMemberAccess(row, Member), row).Compile();
    }

    private Action<TRow, TValue> MakeWrite()
    {
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TValue));
        return Expression.Lambda<Action<TRow, TValue>>(Expression.Assign(Expression.MakeMemberAccess(row, Member), value), row,
            value).Compile();
    }
}
