using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Digits;

/// <summary>What hidden units look for: the weights of the first layer as images, and the test images that excite a unit most.</summary>
internal static class FeaturesCommand
{
    public const string Name = "features";

    private const int Pixels = 784;

    public static Command Create()
    {
        var options = new SampleOptions(Name, epochs: 10, hidden: [256, 128]);
        var layer = SampleOption.Whole("--layer", "The layer whose units are shown with the images that excite them most: 1 is the first hidden layer, the last one the output.", 1, 1, 1000);
        var path = new Option<string?>("--model")
        {
            Description = "A model of MNIST that another sample saved, such as mnist.zip, instead of training one.",
            HelpName = "path",
        };
        path.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var value && !File.Exists(value))
            {
                result.AddError($"--model is '{value}'; expected the file of a saved model, but there is none.");
            }
        });
        var bytes = new Option<bool>("--bytes") { Description = "The model takes pixels from 0 to 255, as that of mnist-50 does, instead of 0 to 1." };
        var rows = MnistData.Rows();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "Handwritten digits: what the hidden units of a network look for, as images.");
        options.AddTo(command);
        command.Add(layer);
        command.Add(path);
        command.Add(bytes);
        command.Add(rows);
        command.Add(pictures);
        command.SetAction(parsed =>
        {
            var mlContext = new MLContext(parsed.GetValue(options.Seed));
            var test = MnistData.LoadTest(mlContext, parsed.GetValue(bytes));
            var model = parsed.GetValue(path) is { } file ? Load(mlContext, file) : Train(mlContext, parsed, options, parsed.GetValue(bytes), parsed.GetValue(rows));
            return Run(mlContext, model, test, parsed.GetValue(layer), new PictureFolder(parsed.GetValue(pictures)!));
        });
        return command;
    }

    private static int Run(MLContext mlContext, ITransformer model, IDataView test, int layer, PictureFolder pictures)
    {
        var network = Find(model)!.Model;
        int[] dense = [.. network.Layers.Where(one => one.Description is DenseLayer).Select(one => one.Index)];
        if (layer > dense.Length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"--layer is {layer}; expected 1 to {dense.Length}, the output layer."));
        }

        Print.Title("Network");
        Console.Write(network.Summary());

        Print.Title("What the first layer looks for");
        HiddenFeatures.SaveWeights(pictures, "features-weights.svg", network.Layers[dense[0]]);

        // A normalization or activation of its own, where there is one, belongs to the units too.
        var end = layer < dense.Length ? dense[layer] : network.Layers.Count;
        var shown = Enumerable.Range(dense[layer - 1], end - dense[layer - 1]).Last(index => network.Layers[index].Description is not DropoutLayer);
        Print.Title(FormattableString.Invariant($"What excites the units of layer {layer}"));
        var scored = model.Transform(test);
        var name = FormattableString.Invariant($"layer {layer}");
        var silent = HiddenFeatures.SaveImages(pictures, $"features-{name.Replace(' ', '-')}.svg", network, shown, name, test, scored);
        Print.Line($"{silent} of {network.Layers[shown].Outputs} units are excited by no test image");
        Print.Line($"test accuracy {mlContext.MulticlassClassification.Evaluate(scored).MicroAccuracy:F4}");
        return 0;
    }

    private static ITransformer Train(MLContext mlContext, ParseResult parsed, SampleOptions options, bool bytes, int rows)
    {
        Print.Title("Training");
        using var training = new TrainingDisplay(parsed.GetValue(options.Epochs));
        IEstimator<ITransformer> features = mlContext.Transforms.Conversion.MapValueToKey(
            "Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        if (bytes)
        {
            features = features.Append(mlContext.Transforms.NormalizeMinMax("Features"));
        }

        var pipeline = features.Append(mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            HiddenLayers = parsed.GetValue(options.Hidden)!,
            DropoutRate = 0.4f,

            // The weights of pixels without ink would stay the random numbers that they began with; this takes them to 0.
            L2Regularization = 1e-4f,
            Epochs = parsed.GetValue(options.Epochs),
            BatchSize = 128,
            Seed = parsed.GetValue(options.Seed),
            NumberOfThreads = parsed.GetValue(options.Threads),
            Progress = training.Show,
            CancellationToken = training.CancellationToken,
            CancellationBehavior = CancellationBehavior.KeepBest,
        }));
        var train = MnistData.LoadTrain(mlContext, bytes, rows);
        var model = training.Run(() => pipeline.Fit(train));
        training.Close(Find(model)!.Model);
        mlContext.Model.Save(model, train.Schema, parsed.GetValue(options.Output)!);
        return model;
    }

    private static ITransformer Load(MLContext mlContext, string path)
    {
        ITransformer model;
        try
        {
            model = mlContext.Model.Load(path, out _);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new ArgumentException($"--model is '{path}', which can't be loaded; expected a model that ML.NET saved: {error.Message}", error);
        }

        var trained = Find(model) ?? throw new ArgumentException($"--model is '{path}', which holds no multilayer perceptron for several classes; expected one.");
        var inputs = trained.Model.Network.Description.Inputs;
        return inputs == Pixels ? model : throw new ArgumentException(FormattableString.Invariant(
            $"--model is '{path}', which takes {inputs} features; expected {Pixels}, the pixels of a digit."));
    }

    private static MlpMulticlassTransformer? Find(ITransformer model) =>
        model as MlpMulticlassTransformer ?? (model as IEnumerable<ITransformer>)?.OfType<MlpMulticlassTransformer>().FirstOrDefault();
}
