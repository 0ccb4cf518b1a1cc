using Microsoft.ML;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>
/// The model that the page begins with: the first lecture's network, trained on digits that are deformed anew in every epoch, because
/// what is drawn with a mouse is less regular than what stands in MNIST.
/// </summary>
internal static class DefaultModel
{
    /// <summary>Trains it, and saves it.</summary>
    public static void Train(string path, int epochs, TrainingDisplay? display)
    {
        var mlContext = new MLContext(seed: 1);
        var train = MnistData.LoadTrain(mlContext, rawBytes: false);

        // Keys in the order of the values, so that class i is digit i.
        var pipeline = mlContext.Transforms.Conversion
            .MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
            {
                HiddenLayers = [256, 128],
                Epochs = epochs,
                BatchSize = 128,
                LearningRateSchedule = LearningRateSchedule.Cosine(),
                Augmentations =
                [
                    new ImageDeformation(DigitImage.Side, DigitImage.Side)
                    {
                        RotationDegrees = 12,
                        ShearDegrees = 15,
                        ScalePercent = 15,
                        TranslationPixels = 2,
                    },
                ],
                Seed = 1,
                Progress = display is null ? null : display.Show,
                CancellationToken = display?.CancellationToken ?? default,
                CancellationBehavior = CancellationBehavior.KeepBest,
            }))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = display is null ? pipeline.Fit(train) : display.Run(() => pipeline.Fit(train));
        display?.Close(model.OfType<MlpMulticlassTransformer>().Single().Model);
        mlContext.Model.Save(model, train.Schema, path);
    }
}
