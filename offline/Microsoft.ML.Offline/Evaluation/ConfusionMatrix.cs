using System.Collections.Immutable;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How often each class was predicted as each class; rows are the true classes, columns the predicted ones.</summary>
public sealed class ConfusionMatrix
{
    private string _formatted;

    internal ConfusionMatrix(double[][] counts, IReadOnlyList<string> classNames, bool isBinary)
    {
        NumberOfClasses = counts.Length;
        Counts = counts.Select(row => (IReadOnlyList<double>)row.ToImmutableArray()).ToImmutableArray();
        ClassNames = classNames;
        IsBinary = isBinary;
        PerClassPrecision = Enumerable.Range(0, NumberOfClasses).Select(i => Ratio(counts[i][i], counts.Sum(row => row[i]))).ToImmutableArray();
        PerClassRecall = Enumerable.Range(0, NumberOfClasses).Select(i => Ratio(counts[i][i], counts[i].Sum())).ToImmutableArray();
    }

    /// <summary>Per class: correctly predicted rows among those predicted as the class; 0 if there are none.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>Per class: correctly predicted rows among those of the class; 0 if there are none.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>The counts: first index the true class, second the predicted one.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    /// <summary>The number of classes.</summary>
    public int NumberOfClasses { get; }

    internal IReadOnlyList<string> ClassNames { get; }

    internal bool IsBinary { get; }

    /// <summary>The matrix as a table to print.</summary>
    public string GetFormattedConfusionTable() => _formatted ??= ConfusionTableFormatter.Format(this);

    /// <summary>How many rows of the actual class were predicted as the predicted class.</summary>
    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        CheckIndex(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        CheckIndex(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private void CheckIndex(int index, string name)
        => Contracts.CheckParam(
            index >= 0 && index < NumberOfClasses, name, "Invalid index. Should be non-negative, less than the number of classes.");

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
