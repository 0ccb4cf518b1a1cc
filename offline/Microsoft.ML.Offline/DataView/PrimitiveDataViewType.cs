namespace Microsoft.ML.Data;

/// <summary>A type of single values, which a vector may hold.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    /// <summary>Makes a type with that raw type.</summary>
    protected PrimitiveDataViewType(Type rawType)
        : base(rawType)
    {
        if (typeof(IDisposable).IsAssignableFrom(rawType))
            throw new ArgumentException($"A {nameof(PrimitiveDataViewType)} cannot have a disposable {nameof(RawType)}", nameof(rawType));
    }
}
