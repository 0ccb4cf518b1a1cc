namespace Ml.Net.Mlp.Report;

/// <summary>What permutation importance takes for the error of a network over some rows.</summary>
/// <param name="Name">Its name with its unit.</param>
/// <param name="Of">The error of the outputs of rows, given their labels.</param>
internal sealed record ErrorMeasure(string Name, Func<float[], float[], double> Of)
{
    private const string WrongProbability = "probability given to wrong classes";

    /// <summary>
    /// The one that goes with what is predicted. With probabilities it changes with every prediction, not only where another class
    /// wins; and unlike the log-loss it does not hang on a few rows that are misread with confidence.
    /// </summary>
    /// <param name="judge">What judges the network.</param>
    public static ErrorMeasure For(Judge judge) => judge switch
    {
        ClassJudge { HasProbabilities: true, Thresholds: null } =>
            Mean(WrongProbability, (outputs, label) => 1.0 - outputs[(int)label]),
        ClassJudge { HasProbabilities: true } =>
            Mean(WrongProbability, (outputs, label) => label == 1 ? 1.0 - outputs[0] : outputs[0]),
        ClassJudge { Thresholds: null } =>
            Mean("share of wrong classes", (outputs, label) => ClassJudge.ClassOf(outputs) == (int)label ? 0 : 1),
        ClassJudge =>
            Mean("share of wrong classes", (outputs, label) => outputs[0] > 0 == (label == 1) ? 0 : 1),
        _ => Mean("mean absolute error", (outputs, label) => Math.Abs((double)outputs[0] - label)),
    };

    private static ErrorMeasure Mean(string name, RowError of) => new(name, (outputs, labels) =>
    {
        var (sum, width) = (0.0, outputs.Length / labels.Length);
        for (var row = 0; row < labels.Length; row++)
        {
            sum += of(outputs.AsSpan(row * width, width), labels[row]);
        }

        return sum / labels.Length;
    });

    private delegate double RowError(ReadOnlySpan<float> outputs, float label);
}
