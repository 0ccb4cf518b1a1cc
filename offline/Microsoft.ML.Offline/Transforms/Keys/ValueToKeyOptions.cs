using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>How the values of a column are to be mapped to keys.</summary>
internal sealed class ValueToKeyOptions
{
    public ValueToKeyOptions(
        string name, string inputColumnName, int maximumNumberOfKeys, ValueToKeyMappingEstimator.KeyOrdinality ordinality, bool keyValuesAsText)
    {
        Contracts.CheckNonEmpty(name, "outputColumnName");
        Name = name;
        InputName = inputColumnName ?? name;
        MaximumNumberOfKeys = maximumNumberOfKeys;
        Sorted = ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue;
        KeyValuesAsText = keyValuesAsText;
    }

    public string Name { get; }

    public string InputName { get; }

    public int MaximumNumberOfKeys { get; }

    public bool Sorted { get; }

    public bool KeyValuesAsText { get; }
}
