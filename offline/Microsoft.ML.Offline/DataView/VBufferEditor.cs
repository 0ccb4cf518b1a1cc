using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Makes editors, which fill a vector in place.</summary>
public static class VBufferEditor
{
    /// <summary>Edits the vector's present values and indices.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination)
        => destination.Edit(destination.Length, destination.GetValues().Length, false, false);

    /// <summary>Edits a vector of that length, reusing the arrays of <paramref name="destination"/> where they are large enough.</summary>
    public static VBufferEditor<T> Create<T>(
        scoped ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        var count = valuesCount ?? newLogicalLength;
        Contracts.CheckParam(newLogicalLength >= 0, nameof(newLogicalLength), "Must be non-negative.");
        Contracts.CheckParam(count >= 0, nameof(valuesCount), "If specified, must be non-negative.");
        Contracts.CheckParam(count <= newLogicalLength, nameof(valuesCount),
            $"If specified, must be no greater than {nameof(newLogicalLength)}");
        return destination.Edit(newLogicalLength, count, keepOldOnResize, requireIndicesOnDense);
    }
}
