using System.CommandLine;

namespace Ml.Net.Mlp.Samples.TwoClass;

/// <summary>The networks of lecture four for two classes, and how a training overfits or underfits.</summary>
internal static class TwoClassCommand
{
    public const string Name = "two-class";

    public static Command Create()
    {
        var epochs = SampleOption.Whole("--epochs", "Passes of the lecture's network over the participants.", 20, 1, 1000);
        var rate = SampleOption.Number("--rate", "Learning rate of the lecture's networks.", 0.0001, 0.000001, 1);
        var overfitEpochs = SampleOption.Whole("--overfit-epochs", "Passes of the network that overfits.", 60, 1, 10_000);
        var seed = SampleOption.Seed();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "Weight and height of six people, and the side effects of a drug: two classes, overfitting and underfitting.")
        {
            epochs, rate, overfitEpochs, seed, pictures,
        };
        command.SetAction(parsed =>
        {
            var folder = new PictureFolder(parsed.GetValue(pictures)!);
            var learningRate = (float)parsed.GetValue(rate);
            new SixPeople(learningRate, parsed.GetValue(seed)).Run(folder);
            return new DrugTrial(parsed.GetValue(epochs), learningRate, parsed.GetValue(overfitEpochs), parsed.GetValue(seed)).Run(folder);
        });
        return command;
    }
}
