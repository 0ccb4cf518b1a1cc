using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>Judges what predicts numbers.</summary>
internal sealed class RegressionJudge(Network network, MlpReportOptions options) : Judge
{
    private readonly List<(float Label, float Predicted)> _rows = [];
    private float[] _outputs = [];
    private double _absolute;
    private double _squares;
    private double _errors;
    private double _labels;
    private double _labelSquares;

    /// <summary>The labels and what was predicted for them, in the order of the data.</summary>
    public IReadOnlyList<(float Label, float Predicted)> Rows => _rows;

    /// <summary>The rows with the largest errors.</summary>
    public WorstRows LargestErrors { get; } = new(options.Misreads);

    public double MeanAbsoluteError => _absolute / _rows.Count;

    public double RootMeanSquaredError => Math.Sqrt(_squares / _rows.Count);

    /// <summary>The mean of prediction - label: what predictions are too large by.</summary>
    public double MeanError => _errors / _rows.Count;

    /// <summary>
    /// 1 - the sum of squared errors / that of the labels' distances from their mean; null where all labels are the same.
    /// </summary>
    public double? RSquared => _labelSquares - (_labels * _labels / _rows.Count) is var deviations && deviations > 0 ? 1 - (_squares / deviations) : null;

    /// <summary>The error that half of the rows do not exceed.</summary>
    public double MedianAbsoluteError
    {
        get
        {
            var errors = _rows.Select(row => Math.Abs((double)row.Predicted - row.Label)).Order().ToArray();
            return (errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2;
        }
    }

    public override void Add(RowBlock rows)
    {
        Predict(network, rows, ref _outputs);
        for (var row = 0; row < rows.Count; row++)
        {
            var (label, predicted) = (rows.Label(row), _outputs[row]);
            var error = (double)predicted - label;
            _rows.Add((label, predicted));
            _absolute += Math.Abs(error);
            _squares += error * error;
            _errors += error;
            _labels += label;
            _labelSquares += (double)label * label;
            LargestErrors.Offer(rows, row, predicted, Math.Abs(error));
        }
    }
}
