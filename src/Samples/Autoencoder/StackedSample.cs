using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>Trains the same deep network twice, from random weights and from pretrained ones.</summary>
internal sealed class StackedSample(StackedOptions options, PictureFolder pictures)
{
    private const int ValidationRows = 2_000;

    private readonly MLContext _mlContext = new(options.Seed);

    public int Run()
    {
        var all = DigitImage.Read(MnistData.LoadTrain(_mlContext, rawBytes: false), options.Rows + ValidationRows);
        var train = _mlContext.Data.LoadFromEnumerable(all[..options.Rows]);
        var keys = _mlContext.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(train);
        var (learned, judged) = (keys.Transform(train), keys.Transform(_mlContext.Data.LoadFromEnumerable(all[options.Rows..])));
        Print.Title("Data");
        Print.Line($"{options.Rows:N0} images to learn from, {ValidationRows:N0} for the curves, 10,000 to test");

        var plain = Train(learned, judged, pretraining: null);
        var stacked = Train(learned, judged, new Pretraining { Epochs = options.PretrainingEpochs, Corruption = options.Corruption });
        Save(plain.Model.History, stacked.Model.History);

        Print.Title("Test");
        var test = keys.Transform(MnistData.LoadTest(_mlContext, rawBytes: false));
        var (withoutIt, withIt) = (Test(plain, test), Test(stacked, test));
        Print.Line($"test accuracy {withoutIt:F4} from random weights");
        Print.Line($"test accuracy {withIt:F4} pretrained");
        return 0;
    }

    private MlpMulticlassTransformer Train(IDataView train, IDataView validation, Pretraining? pretraining)
    {
        Print.Title(pretraining == null ? "Training from random weights" : "Pretraining, and training");
        using var training = new TrainingDisplay(options.Epochs, every: Math.Max(1, options.Epochs / 6));
        var trainer = _mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            HiddenLayers = options.Hidden,
            Activation = Activation.Sigmoid,
            Pretraining = pretraining,
            Epochs = options.Epochs,
            BatchSize = 64,

            // Steepest descent with momentum is what there was then; the gradients of sigmoid units shrink from layer to layer, which Adam
            // makes up for.
            Optimizer = options.UsesAdam ? Optimizer.Adam() : Optimizer.Sgd(0.9f),
            LearningRate = options.UsesAdam ? null : 0.05f,
            EarlyStopping = EarlyStopping.None,
            Seed = options.Seed,
            NumberOfThreads = options.Threads,
            PretrainingProgress = ShowLayer,
            Progress = training.Show,
            CancellationToken = training.CancellationToken,
            CancellationBehavior = CancellationBehavior.KeepBest,
        });
        var model = training.Run(() => trainer.Fit(train, validation));
        training.Close(model.Model);
        return model;
    }

    private void ShowLayer(PretrainingEpoch epoch)
    {
        if (epoch.Epoch == 1 || epoch.Epoch == options.PretrainingEpochs)
        {
            Print.Line($"hidden layer {epoch.Layer}, epoch {epoch.Epoch} of its autoencoder: half the squared error {epoch.Loss:F3}");
        }
    }

    private double Test(MlpMulticlassTransformer model, IDataView test) => _mlContext.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy;

    private void Save(TrainingHistory plain, TrainingHistory stacked) => pictures.Save(
        "stacked.svg",
        $"784-{string.Join('-', options.Hidden)}-10 of sigmoid units on {options.Rows.ToString("N0", CultureInfo.InvariantCulture)} digits",
        "Accuracy and loss of the network from random weights and of the one whose layers were pretrained, and the errors of the layers' autoencoders.",
        columns: 3, panelWidth: 340, panelHeight: 330,
        new CurvesPanel("Accuracy", "epoch", "share of right answers", Curves(plain, stacked, epoch => epoch.Accuracy!.Value, epoch => epoch.ValidationAccuracy!.Value)),
        new CurvesPanel("Loss", "epoch", "cross-entropy", Curves(plain, stacked, epoch => epoch.Loss, epoch => epoch.ValidationLoss!.Value)),
        new CurvesPanel("Pretraining of each layer", "epoch", "half the squared error of a row",
            [.. stacked.Pretraining.GroupBy(epoch => epoch.Layer).Select(layer => Curve.OfEpochs($"hidden layer {layer.Key}", layer.Select(epoch => epoch.Loss), layer.Key + 1))],
            IsLogarithmic: true));

    private static Curve[] Curves(TrainingHistory plain, TrainingHistory stacked, Func<EpochResult, double> training, Func<EpochResult, double> validation) =>
    [
        Curve.OfEpochs("random, training", plain.Select(training)),
        Curve.OfEpochs("random, validation", plain.Select(validation), isDashed: true),
        Curve.OfEpochs("pretrained, training", stacked.Select(training), colour: 1),
        Curve.OfEpochs("pretrained, validation", stacked.Select(validation), colour: 1, isDashed: true),
    ];
}
