using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Ml.Net.Mlp.Samples;

/// <summary>Options that samples share, each checked before anything starts.</summary>
internal static class SampleOption
{
    public static Option<int> Seed() => Whole("--seed", "Where all random numbers come from.", 1, int.MinValue, int.MaxValue);

    public static Option<int> Epochs(int value) => Whole("--epochs", "Times that every training row is seen.", value, 1, 100_000);

    public static Option<int> Whole(string name, string description, int value, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            {
                result.AddError(FormattableString.Invariant($"{name} is '{word}'; expected a whole number from {least} to {most}."));
            }

            return number;
        },
    };

    public static Option<double> Number(string name, string description, double value, double least, double most) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(number >= least && number <= most))
            {
                result.AddError(FormattableString.Invariant($"{name} is '{word}'; expected a number from {least} to {most}."));
            }

            return number;
        },
    };

    /// <summary>Refuses a file to write to at once: it would be found out only after the training.</summary>
    public static void RequireFile(OptionResult result)
    {
        if (result.GetValueOrDefault<string?>() is { } value
            && (value.Length == 0 || Directory.Exists(value) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(value)))))
        {
            result.AddError($"{result.Option.Name} is '{value}'; expected a file in a folder that exists.");
        }
    }

    /// <summary>The folder that a sample writes its pictures to; <see cref="PictureFolder"/> makes it.</summary>
    public static Option<string> Pictures(string sample)
    {
        var folder = Path.Combine(Path.GetTempPath(), sample);
        var option = new Option<string>("--pictures")
        {
            Description = "The folder to write pictures to. It is made where there is none.",
            HelpName = "folder",
            DefaultValueFactory = _ => folder,
        };
        option.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>() ?? "";
            if (value.Trim().Length == 0 || File.Exists(value))
            {
                result.AddError($"--pictures is '{value}'; expected a folder.");
            }
        });
        return option;
    }
}
