using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Digits;

/// <summary>The first lecture's training, with any rate of dropout.</summary>
internal sealed class MnistTask
{
    private readonly ParseResult _parsed;
    private readonly SampleOptions _options;
    private readonly bool _normalizes;
    private readonly MLContext _mlContext;
    private readonly IDataView _train;

    public MnistTask(ParseResult parsed, SampleOptions options, bool normalizes, int rows)
    {
        _parsed = parsed;
        _options = options;
        _normalizes = normalizes;
        _mlContext = new MLContext(parsed.GetValue(options.Seed));
        _train = MnistData.LoadTrain(_mlContext, normalizes, rows);
        Test = MnistData.LoadTest(_mlContext, normalizes);
    }

    public IDataView Test { get; }

    public static MlpModelParameters Trained(TransformerChain<KeyToValueMappingTransformer> model) =>
        model.OfType<MlpMulticlassTransformer>().Single().Model;

    public void PrintData()
    {
        Print.Title("Data");
        Print.Balance("digit", ("train", Labels(_train)), ("test", Labels(Test)));
    }

    public TransformerChain<KeyToValueMappingTransformer> Train(float dropout)
    {
        var hidden = _parsed.GetValue(_options.Hidden)!;
        Print.Title("Network");
        Console.Write(NetworkDescription.MultilayerPerceptron(784, hidden, 10, Activation.Softmax, Activation.ReLU, dropout).Summary());

        Print.Title("Training");
        using var training = new TrainingDisplay(_parsed.GetValue(_options.Epochs));
        var trainer = _mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            HiddenLayers = hidden,
            DropoutRate = dropout,
            Epochs = _parsed.GetValue(_options.Epochs),
            BatchSize = 128,
            ValidationFraction = 0.2,

            // The lecture trains all epochs and takes the last.
            EarlyStopping = EarlyStopping.None,
            Seed = _parsed.GetValue(_options.Seed),
            NumberOfThreads = _parsed.GetValue(_options.Threads),
            Progress = training.Show,
            CancellationToken = training.CancellationToken,
            CancellationBehavior = CancellationBehavior.KeepBest,
        });

        // Keys in the order of the values, so that class i is digit i.
        IEstimator<ITransformer> features = _mlContext.Transforms.Conversion.MapValueToKey(
            "Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        if (_normalizes)
        {
            features = features.Append(_mlContext.Transforms.NormalizeMinMax("Features"));
        }

        var pipeline = features.Append(trainer).Append(_mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = training.Run(() => pipeline.Fit(_train));
        training.Close(Trained(model));
        return model;
    }

    public MulticlassClassificationMetrics Evaluate(IDataView scored) => _mlContext.MulticlassClassification.Evaluate(scored);

    /// <summary>Writes a report on the model where one is asked for.</summary>
    public void Report(ITransformer model) => Print.Report(_parsed.GetValue(_options.Report), path => model.SaveReport(path, Test, new MlpReportOptions
    {
        Title = "Handwritten digits (MNIST)",
        TrainingData = model.Transform(_train),
    }));

    /// <summary>Saves the model, and has another process use it.</summary>
    public void Check(ITransformer model, IDataView scored) => SavedModel.Check(
        _mlContext, model, _train.Schema, _parsed.GetValue(_options.Output)!, _normalizes ? LoadCommand.MnistBytes : MnistCommand.Name, scored);

    private static IEnumerable<string> Labels(IDataView digits) =>
        digits.GetColumn<float>("Label").Select(label => label.ToString(CultureInfo.InvariantCulture));
}
