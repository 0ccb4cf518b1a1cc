using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads single columns.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>The values of a column, read anew each time they are enumerated.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        Contracts.CheckValue(data, nameof(data));
        return GetColumn<T>(data, data.Schema[columnName]);
    }

    /// <summary>The values of a column, read anew each time they are enumerated.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data, nameof(data));
        var conversion = MemberConversion.Create(typeof(T));
        if (conversion.RawType != column.Type.RawType)
        {
            throw Contracts.ExceptParam(nameof(column),
                $"Cannot map column (name: {column.Name}, type: {column.Type}) in data to the user-defined type, {typeof(T)}.");
        }

        var reader = (ColumnReader<T>)Activator.CreateInstance(typeof(ColumnReader<,>).MakeGenericType(typeof(T), conversion.RawType),
            conversion);
        return reader.Read(data, column);
    }
}
