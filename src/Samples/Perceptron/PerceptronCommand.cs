using System.CommandLine;

namespace Ml.Net.Mlp.Samples.Perceptron;

/// <summary>Rosenblatt's perceptron: it learns AND, OR and three clouds of points, and never the exclusive or.</summary>
internal static class PerceptronCommand
{
    public const string Name = "perceptron";

    public static Command Create()
    {
        var epochs = SampleOption.Whole("--epochs", "Passes over the rows at most; the training ends when no row is told wrong.", 100, 1, 10_000);
        var rate = SampleOption.Number("--rate", "How much of a row is added to the weights after a mistake.", 1, 0.001, 1000);
        var seed = SampleOption.Seed();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "The perceptron rule of 1958 on AND, OR, the exclusive or and three clouds of points.") { epochs, rate, seed, pictures };
        command.SetAction(parsed => new PerceptronSample(
            parsed.GetValue(epochs), (float)parsed.GetValue(rate), parsed.GetValue(seed)).Run(new PictureFolder(parsed.GetValue(pictures)!)));
        return command;
    }
}
