using System.Globalization;

namespace Ml.Net.Mlp.Bench;

/// <summary>What the program can measure by itself, beside BenchmarkDotNet's classes.</summary>
internal static class Verb
{
    /// <summary>The measurement of that name: arguments in, a line out; null where there is none.</summary>
    public static Func<string[], Line>? Find(string name) => name switch
    {
        "train" => TrainVerb.Run,
        "score" => ScoreVerb.Run,
        "fit" => FitVerb.Run,
        "scale" => ScaleVerb.Run,
        "mlnet" => MlNetVerb.Run,
        "stream" => StreamVerb.Run,
        "tabular" => TabularVerb.Run,
        "profile" => ProfileVerb.Run,
        "deform" => DeformVerb.Run,
        "product" => ProductVerb.Run,
        "peak" => PeakVerb.Run,
        "about" => AboutVerb.Run,
        _ => null,
    };

    /// <summary>An argument as a number above 0.</summary>
    public static int ParseCount(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new ArgumentException($"{name} is '{text}'; expected a whole number above 0.");
}
