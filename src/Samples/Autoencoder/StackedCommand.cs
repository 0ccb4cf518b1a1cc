using System.CommandLine;

namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>A deep network that is pretrained layer by layer by autoencoders, against the same network without: lecture one.</summary>
internal static class StackedCommand
{
    public const string Name = "stacked";

    public static Command Create()
    {
        var rows = SampleOption.Whole("--rows", "Training images with labels.", 3_000, 100, 50_000);
        var pretraining = SampleOption.Whole("--pretraining-epochs", "Times that each layer sees every training image before the training.", 20, 1, 100_000);
        var corruption = SampleOption.Number("--corruption", "Share of the values that a layer does not see when it is pretrained.", 0.2, 0, 0.99);
        var adam = new Option<bool>("--adam") { Description = "Train by Adam instead of steepest descent with momentum, which hardly needs pretraining." };
        var pictures = SampleOption.Pictures(Name);
        var options = new SampleOptions(Name, epochs: 60, hidden: [500, 500, 250]);
        var command = new Command(Name, "A deep network of sigmoid units on few digits, pretrained layer by layer by autoencoders, and without.")
        {
            rows, options.Epochs, options.Hidden, pretraining, corruption, adam, options.Seed, options.Threads, pictures,
        };
        command.SetAction(parsed =>
        {
            var sample = new StackedSample(
                new StackedOptions(
                    parsed.GetValue(rows), parsed.GetValue(options.Epochs), parsed.GetValue(options.Hidden)!, parsed.GetValue(pretraining),
                    (float)parsed.GetValue(corruption), parsed.GetValue(adam), parsed.GetValue(options.Seed), parsed.GetValue(options.Threads)),
                new PictureFolder(parsed.GetValue(pictures)!));
            return sample.Run();
        });
        return command;
    }
}
