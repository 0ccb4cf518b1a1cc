namespace Microsoft.ML.Data;

/// <summary>Converts between a .NET value, such as a string or an array, and a column's raw value.</summary>
internal abstract class MemberConversion
{
    public abstract Type RawType { get; }

    /// <summary>The conversion for a member of that type.</summary>
    public static MemberConversion Create(Type type)
    {
        if (type == typeof(string))
            return new TextConversion();
        if (type == typeof(string[]))
            return new TextArrayConversion();
        return type.IsArray ? Make(typeof(ArrayConversion<>), type.GetElementType()) : Make(typeof(CopyConversion<>), type);
    }

    /// <summary>A getter of raw values over a function that yields values of the member's type.</summary>
    /// <param name="source">A function that yields values of the member's type.</param>
    public abstract Delegate MakeGetter(Delegate source);

    private static MemberConversion Make(Type generic, Type argument)
        => (MemberConversion)Activator.CreateInstance(generic.MakeGenericType(argument));
}
