namespace Microsoft.ML.Data;

/// <summary>A type whose values have parts or own resources.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    /// <summary>Makes a type with that raw type.</summary>
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
