using System.CommandLine;

namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>Digits through a code of few values, and what that is good for: lectures one and three.</summary>
internal static class AutoencoderCommand
{
    public const string Name = "autoencoder";

    public static Command Create()
    {
        var rows = SampleOption.Whole("--rows", "Training images.", 60_000, 100, 60_000);
        var testRows = SampleOption.Whole("--test-rows", "Test images.", 10_000, 100, 10_000);
        var batch = SampleOption.Whole("--batch", "Images of a mini-batch.", 128, 1, 60_000);
        var code = SampleOption.Whole("--code", "Values of the code.", 32, 1, 784);
        var leftOut = SampleOption.Whole("--leave-out", "The digit that one network never sees and has to find strange.", 0, 0, 9);
        var pictures = SampleOption.Pictures(Name);
        var options = new SampleOptions(Name, epochs: 15, hidden: [256]);
        var command = new Command(Name, "Digits through a code of 32 values, and of 2: reconstructions, a map of the codes, and the error that tells what is strange.")
        {
            rows, testRows, batch, options.Epochs, options.Hidden, code, leftOut, options.Seed, options.Threads, pictures,
        };
        command.SetAction(parsed =>
        {
            var sample = new AutoencoderSample(
                new AutoencoderOptions(
                    parsed.GetValue(rows), parsed.GetValue(testRows), parsed.GetValue(batch), parsed.GetValue(options.Epochs),
                    parsed.GetValue(options.Hidden)!, parsed.GetValue(code), parsed.GetValue(leftOut), parsed.GetValue(options.Seed), parsed.GetValue(options.Threads)),
                new PictureFolder(parsed.GetValue(pictures)!));
            return sample.Run();
        });
        return command;
    }
}
