using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Digits;

/// <summary>The second lecture's network: three layers of 512 with dropout, RMSprop, and a gallery of what it reads wrong.</summary>
internal static class Mnist512Command
{
    public const string Name = "mnist-512";

    private const float Dropout = 0.2f;
    private const int Gallery = 50;

    public static Command Create()
    {
        var options = new SampleOptions(Name, epochs: 10, hidden: [512, 512, 512]);
        var rows = MnistData.Rows();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "Handwritten digits: three hidden layers of 512 with dropout 0.2, RMSprop, and a gallery of misreads.");
        options.AddTo(command);
        command.Add(rows);
        command.Add(pictures);
        command.SetAction(parsed => Run(parsed, options, parsed.GetValue(rows), new PictureFolder(parsed.GetValue(pictures)!)));
        return command;
    }

    private static int Run(ParseResult parsed, SampleOptions options, int rows, PictureFolder pictures)
    {
        var seed = parsed.GetValue(options.Seed);
        var mlContext = new MLContext(seed);
        var train = MnistData.LoadTrain(mlContext, rawBytes: false, rows);
        var test = MnistData.LoadTest(mlContext, rawBytes: false);
        var keys = mlContext.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        var hidden = parsed.GetValue(options.Hidden)!;
        Print.Title("Network");
        Console.Write(NetworkDescription.MultilayerPerceptron(784, hidden, 10, Activation.Softmax, Activation.ReLU, Dropout).Summary());

        Print.Title("Training");
        using var training = new TrainingDisplay(parsed.GetValue(options.Epochs));
        var trainer = mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            HiddenLayers = hidden,
            DropoutRate = Dropout,
            Optimizer = Optimizer.RmsProp(),
            Epochs = parsed.GetValue(options.Epochs),
            BatchSize = 128,

            // As in the lecture the test rows are those that each epoch is judged by; the network of the last epoch is kept.
            ValidationSet = keys.Fit(train).Transform(test),
            EarlyStopping = EarlyStopping.None,
            Seed = seed,
            NumberOfThreads = parsed.GetValue(options.Threads),
            Progress = training.Show,
            CancellationToken = training.CancellationToken,
            CancellationBehavior = CancellationBehavior.KeepBest,
        });
        var pipeline = keys.Append(trainer).Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = training.Run(() => pipeline.Fit(train));
        var trained = model.OfType<MlpMulticlassTransformer>().Single().Model;
        training.Close(trained);

        Print.Title("Test");
        var scored = model.Transform(test);
        var metrics = mlContext.MulticlassClassification.Evaluate(scored);
        Print.Metrics(metrics);
        CoursePicture.Save(pictures, "mnist-512-curves.svg", $"784-{string.Join('-', hidden)}-10 on MNIST, dropout 0.2, RMSprop", trained.History, "test");
        var wrong = Misreads.Save(pictures, "mnist-512-misreads.svg", test, scored, Gallery);
        Print.Line($"{wrong:N0} test digits are read wrong");

        Print.Title("Model");
        SavedModel.Check(mlContext, model, train.Schema, parsed.GetValue(options.Output)!, MnistCommand.Name, scored);
        Print.Line($"test accuracy {metrics.MicroAccuracy:F4}");
        return 0;
    }
}
