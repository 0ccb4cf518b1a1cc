using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The columns' types that members of user classes have.</summary>
internal static class MemberTypes
{
    public static Type GetMemberType(MemberInfo member)
        => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>The type of the column's items, and whether the member is a vector of them.</summary>
    public static (Type ItemType, bool IsVector) GetItemType(MemberInfo member)
    {
        var type = GetMemberType(member);
        var isBuffer = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        var item = type.IsArray ? type.GetElementType() : isBuffer ? type.GetGenericArguments()[0] : type;
        item = item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item;
        if (DataViewTypes.FromRawType(item) is null)
            throw Contracts.ExceptParam("rawType",
                $"Could not determine an IDataView type and registered custom types for member {member.Name}");
        return (item, type.IsArray || isBuffer);
    }

    public static DataViewType GetColumnType(MemberInfo member)
    {
        var (itemType, isVector) = GetItemType(member);
        var primitive = DataViewTypes.FromRawType(itemType);
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            Contracts.CheckParam(KeyDataViewType.IsValidDataType(itemType), "userType",
                $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
            primitive = new KeyDataViewType(itemType, key.KeyCount.Count.GetValueOrDefault());
        }

        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        Contracts.CheckParam(vector is null || isVector, "userType",
            $"Member {member.Name} marked with {nameof(VectorTypeAttribute)}, but does not appear to be a vector type");
        if (!isVector)
            return primitive;
        return vector is { Dimensions.Length: > 0 } ? new VectorDataViewType(primitive,
            vector.Dimensions) : new VectorDataViewType(primitive);
    }
}
