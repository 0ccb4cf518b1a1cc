using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Gives the size of a vector column.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class VectorTypeAttribute : Attribute
{
    /// <summary>Vectors differ in size.</summary>
    public VectorTypeAttribute() => Dimensions = [];

    /// <summary>Vectors have that size.</summary>
    public VectorTypeAttribute(int size)
        : this([size])
    {
    }

    /// <summary>Vectors have those dimensions.</summary>
    public VectorTypeAttribute(params int[] dimensions)
    {
        Contracts.CheckParam(dimensions.All(d => d >= 0), nameof(dimensions), "Should contain only non-negative values");
        Dimensions = dimensions;
    }

    internal int[] Dimensions { get; }
}
