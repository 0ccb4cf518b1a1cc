using System.CommandLine;
using Ml.Net.Mlp.Samples.Adaline;
using Ml.Net.Mlp.Samples.Autoencoder;
using Ml.Net.Mlp.Samples.Ciresan;
using Ml.Net.Mlp.Samples.Digits;
using Ml.Net.Mlp.Samples.Draw;
using Ml.Net.Mlp.Samples.Perceptron;
using Ml.Net.Mlp.Samples.Sentiment;
using Ml.Net.Mlp.Samples.TwoClass;
using Ml.Net.Mlp.Samples.Xor;

namespace Ml.Net.Mlp.Samples;

/// <summary>The command line of the samples.</summary>
internal static class SampleCommands
{
    /// <summary>Runs the sample that the words name; without a name, mnist.</summary>
    /// <returns>0, or 1 where the words make no sense or the sample failed; the message is on the error stream.</returns>
    public static int Run(params string[] words)
    {
        var root = new RootCommand("Trains multilayer perceptrons in ML.NET pipelines. Without a name, mnist runs.")
        {
            MnistCommand.Create(),
            IrisCommand.Create(),
            ChurnCommand.Create(),
            AmesCommand.Create(),
            LoadCommand.Create(),
            PerceptronCommand.Create(),
            AdalineCommand.Create(),
            XorCommand.Create(),
            Mnist512Command.Create(),
            Mnist50Command.Create(),
            TwoClassCommand.Create(),
            SentimentCommand.Create(),
            CiresanCommand.Create(),
            AutoencoderCommand.Create(),
            StackedCommand.Create(),
            FeaturesCommand.Create(),
            DrawCommand.Create(),
        };

        // mnist is the default: its options may stand alone.
        string[] ofRoot = ["-h", "--help", "-?", "/?", "/h", "--version"];
        var isMnist = words is [] || (words[0].StartsWith('-') && !ofRoot.Contains(words[0]));
        return CommandLine.Run(root, isMnist ? [MnistCommand.Name, .. words] : words);
    }
}
