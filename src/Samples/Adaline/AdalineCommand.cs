using System.CommandLine;

namespace Ml.Net.Mlp.Samples.Adaline;

/// <summary>Widrow and Hoff's Adaline on what the perceptron was shown.</summary>
internal static class AdalineCommand
{
    public const string Name = "adaline";

    public static Command Create()
    {
        var epochs = SampleOption.Whole("--epochs", "Passes over the rows.", 100, 1, 10_000);
        var rate = SampleOption.Number("--rate", "Learning rate; much above 0.05 it diverges on the clouds.", 0.01, 0.00001, 1);
        var seed = SampleOption.Seed();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "The rule of Widrow and Hoff, 1960, on AND, OR, the exclusive or and three clouds of points.") { epochs, rate, seed, pictures };
        command.SetAction(parsed => new AdalineSample(
            parsed.GetValue(epochs), (float)parsed.GetValue(rate), parsed.GetValue(seed)).Run(new PictureFolder(parsed.GetValue(pictures)!)));
        return command;
    }
}
