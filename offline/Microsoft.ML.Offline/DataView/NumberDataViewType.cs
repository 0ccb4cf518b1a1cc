namespace Microsoft.ML.Data;

/// <summary>A number.</summary>
public sealed class NumberDataViewType : PrimitiveDataViewType
{
    private NumberDataViewType(Type rawType)
        : base(rawType)
    {
    }

    /// <summary>Values of .NET type <see langword="sbyte"/>.</summary>
    public static NumberDataViewType SByte { get; } = new(typeof(sbyte));

    /// <summary>Values of .NET type <see langword="byte"/>.</summary>
    public static NumberDataViewType Byte { get; } = new(typeof(byte));

    /// <summary>Values of .NET type <see langword="short"/>.</summary>
    public static NumberDataViewType Int16 { get; } = new(typeof(short));

    /// <summary>Values of .NET type <see langword="ushort"/>.</summary>
    public static NumberDataViewType UInt16 { get; } = new(typeof(ushort));

    /// <summary>Values of .NET type <see langword="int"/>.</summary>
    public static NumberDataViewType Int32 { get; } = new(typeof(int));

    /// <summary>Values of .NET type <see langword="uint"/>.</summary>
    public static NumberDataViewType UInt32 { get; } = new(typeof(uint));

    /// <summary>Values of .NET type <see langword="long"/>.</summary>
    public static NumberDataViewType Int64 { get; } = new(typeof(long));

    /// <summary>Values of .NET type <see langword="ulong"/>.</summary>
    public static NumberDataViewType UInt64 { get; } = new(typeof(ulong));

    /// <summary>Values of .NET type <see langword="float"/>.</summary>
    public static NumberDataViewType Single { get; } = new(typeof(float));

    /// <summary>Values of .NET type <see langword="double"/>.</summary>
    public static NumberDataViewType Double { get; } = new(typeof(double));

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override string ToString() => RawType.Name;
}
