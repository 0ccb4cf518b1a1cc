using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The names of a column and of the column that is made of it.</summary>
public sealed class InputOutputColumnPair
{
    /// <summary>Names a pair; the input is called like the output if no name is given.</summary>
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        Contracts.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        InputColumnName = inputColumnName ?? outputColumnName;
        OutputColumnName = outputColumnName;
    }

    /// <summary>The column that is read.</summary>
    public string InputColumnName { get; }

    /// <summary>The column that is made.</summary>
    public string OutputColumnName { get; }
}
