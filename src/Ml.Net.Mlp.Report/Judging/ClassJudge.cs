using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>Judges what predicts classes: by an output for each, or by one output for two.</summary>
internal sealed class ClassJudge : Judge
{
    private const float SmallestProbability = 1e-15f;
    private const int BinsOfSeveral = 15;
    private const int BinsOfTwo = 10;

    private readonly Network _network;
    private readonly Network _logits;
    private readonly bool _isBinary;
    private float[] _outputs = [];
    private float[] _logitOutputs = [];
    private double _logLoss;

    public ClassJudge(Network network, int classes, MlpReportOptions options)
    {
        _network = network;
        _logits = network.WithoutOutputActivation();
        _isBinary = network.Description.Outputs == 1;
        HasProbabilities = ((DenseLayer)network.Description.Layers[^1]).Activation is var activation
            && (activation == Activation.Softmax || (_isBinary && activation == Activation.Sigmoid));
        Confusion = new ConfusionCounts(classes);
        Reliability = new ReliabilityBins(_isBinary ? BinsOfTwo : BinsOfSeveral);
        Misreads = new WorstRows(options.Misreads);
        Thresholds = _isBinary ? new ThresholdCurves() : null;
    }

    /// <summary>Whether outputs are probabilities: not with losses such as the hinge.</summary>
    public bool HasProbabilities { get; }

    public ConfusionCounts Confusion { get; }

    /// <summary>Of the predicted class's probability; with two classes of that of the second.</summary>
    public ReliabilityBins Reliability { get; }

    public WorstRows Misreads { get; }

    /// <summary>With two classes, what every threshold would do; otherwise null.</summary>
    public ThresholdCurves? Thresholds { get; }

    /// <summary>As ML.NET has it: the mean of -ln p, or with two classes of -log2 p, of the true class's probability p.</summary>
    public double LogLoss => _logLoss / Confusion.Rows;

    /// <summary>The unit of <see cref="LogLoss"/>.</summary>
    public string LogLossUnit => _isBinary ? "bits" : "nats";

    public override void Add(RowBlock rows)
    {
        Predict(_network, rows, ref _outputs);
        if (_isBinary)
        {
            Predict(_logits, rows, ref _logitOutputs);
        }

        for (var row = 0; row < rows.Count; row++)
        {
            if (_isBinary)
            {
                AddBinary(rows, row, _logitOutputs[row], _outputs[row]);
            }
            else
            {
                AddMulticlass(rows, row, _outputs.AsSpan(row * Confusion.Classes, Confusion.Classes));
            }
        }
    }

    /// <summary>The class with the largest output, the first of equal ones.</summary>
    public static int ClassOf(ReadOnlySpan<float> outputs)
    {
        var best = 0;
        for (var i = 1; i < outputs.Length; i++)
        {
            best = outputs[i] > outputs[best] ? i : best;
        }

        return best;
    }

    private void AddMulticlass(RowBlock rows, int row, ReadOnlySpan<float> outputs)
    {
        var label = (int)rows.Label(row);
        var predicted = ClassOf(outputs);
        _logLoss -= Math.Log(Math.Clamp(outputs[label], SmallestProbability, 1));
        Reliability.Add(outputs[predicted], label == predicted);
        Count(rows, row, label, predicted, outputs[predicted]);
    }

    private void AddBinary(RowBlock rows, int row, float logit, float probability)
    {
        var label = (int)rows.Label(row);
        var predicted = logit > 0 ? 1 : 0;
        _logLoss -= Math.Log(label == 1 ? probability : 1.0 - probability, 2);
        Reliability.Add(probability, label == 1);
        Thresholds!.Add(logit, HasProbabilities ? probability : logit, label == 1);
        Count(rows, row, label, predicted, HasProbabilities ? Math.Abs(probability - 0.5) + 0.5 : Math.Abs(logit));
    }

    private void Count(RowBlock rows, int row, int label, int predicted, double confidence)
    {
        Confusion.Add(label, predicted);
        if (predicted != label)
        {
            Misreads.Offer(rows, row, predicted, confidence);
        }
    }
}
