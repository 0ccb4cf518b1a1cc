using System.CommandLine;
using System.Globalization;

namespace Ml.Net.Mlp.Samples;

/// <summary>The options that every sample has, each checked before anything starts.</summary>
internal sealed class SampleOptions
{
    public SampleOptions(string sample, int epochs, int[] hidden)
    {
        Epochs = SampleOption.Epochs(epochs);
        Hidden = new Option<int[]>("--hidden")
        {
            Description = "Units of each hidden layer, or none.",
            HelpName = "units,units,...",
            DefaultValueFactory = _ => hidden,
            CustomParser = result => Parse(result.Tokens[0].Value, result.AddError) ?? [],
        };
        Seed = SampleOption.Seed();
        Threads = SampleOption.Whole("--threads", "Threads to train on. The result does not depend on it.",
            Math.Min(Environment.ProcessorCount, 1024), 1, 1024);
        var path = Path.Combine(Path.GetTempPath(), $"{sample}.zip");
        Output = new Option<string>("--output")
        {
            Description = "The file to save the model to.",
            HelpName = "path",
            DefaultValueFactory = _ => path,
        };
        Output.Validators.Add(SampleOption.RequireFile);
        Report = new Option<string?>("--report")
        {
            Description = "The file to write a report to: an HTML page with curves, mistakes and the network. Without it there is none.",
            HelpName = "path",
        };
        Report.Validators.Add(SampleOption.RequireFile);
    }

    public Option<int> Epochs { get; }

    public Option<int[]> Hidden { get; }

    public Option<int> Seed { get; }

    public Option<int> Threads { get; }

    public Option<string> Output { get; }

    /// <summary>Only of the samples that add it themselves.</summary>
    public Option<string?> Report { get; }

    public void AddTo(Command command)
    {
        command.Add(Epochs);
        command.Add(Hidden);
        command.Add(Seed);
        command.Add(Threads);
        command.Add(Output);
    }

    private static int[]? Parse(string word, Action<string> addError)
    {
        if (word == "none")
        {
            return [];
        }

        var units = new List<int>();
        foreach (var part in word.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 100_000)
            {
                addError($"--hidden is '{word}'; expected whole numbers from 1 to 100000 with commas between, such as 256,128, or none.");
                return null;
            }

            units.Add(number);
        }

        return [.. units];
    }
}
