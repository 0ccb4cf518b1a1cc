namespace Microsoft.ML.Data;

/// <summary>Finds the data view type of a .NET type.</summary>
internal static class DataViewTypes
{
    private static readonly PrimitiveDataViewType[] Primitives =
    [
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double, TextDataViewType.Instance, BooleanDataViewType.Instance,
        TimeSpanDataViewType.Instance, DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance, RowIdDataViewType.Instance,
    ];

    public static PrimitiveDataViewType FromRawType(Type rawType)
        => Primitives.FirstOrDefault(type => type.RawType == rawType);

    /// <summary>The type whose number is that kind's: the kinds are numbered in the order above.</summary>
    public static PrimitiveDataViewType FromKind(DataKind kind)
        => kind is >= DataKind.SByte and <= DataKind.DateTimeOffset
            ? Primitives[(int)kind - 1]
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown data kind.");

    public static DataKind KindOf(Type rawType)
        => (DataKind)(Array.FindIndex(Primitives, type => type.RawType == rawType) + 1);
}
