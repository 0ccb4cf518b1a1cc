using System.CommandLine;

namespace Ml.Net.Mlp.Samples.Xor;

/// <summary>The exclusive or of lecture three: two hidden units, steepest descent, and how much the initial weights decide.</summary>
internal static class XorCommand
{
    public const string Name = "xor";

    public static Command Create()
    {
        var epochs = SampleOption.Whole("--epochs", "Steps down the gradient; each sees all rows.", 1000, 1, 100_000);
        var rate = SampleOption.Number("--rate", "Learning rate.", 0.2, 0.0001, 10);
        var starts = SampleOption.Whole("--starts", "How many initial weights are tried, from --seed on.", 6, 1, 8);
        var points = SampleOption.Whole("--points", "Points of a cloud; a class has two clouds.", 250, 2, 10_000);
        var spread = SampleOption.Number("--spread", "Standard deviation of the clouds of the clean data.", 0.2, 0, 3);
        var noisySpread = SampleOption.Number("--noisy-spread", "Standard deviation of the clouds of the noisy data.", 0.5, 0, 3);
        var seed = SampleOption.Seed();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "The exclusive or with 2 and 5 hidden units: several initial weights, of which some get stuck.")
        {
            epochs, rate, starts, points, spread, noisySpread, seed, pictures,
        };
        command.SetAction(parsed =>
        {
            var sample = new XorSample(
                parsed.GetValue(epochs), (float)parsed.GetValue(rate), parsed.GetValue(starts), parsed.GetValue(seed), new PictureFolder(parsed.GetValue(pictures)!));
            return sample.Run(parsed.GetValue(points), parsed.GetValue(spread), parsed.GetValue(noisySpread));
        });
        return command;
    }
}
