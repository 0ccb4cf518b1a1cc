using System.Diagnostics;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>score WORKLOAD THREADS ROWS SECONDS</c>: the median time of a call that scores rows in memory, after an epoch of
/// training, so that hidden units are as often silent as they are in use.
/// </summary>
internal static class ScoreVerb
{
    private const int TrainingRows = 10_000;

    public static Line Run(string[] args)
    {
        if (args is not [var name, var threadText, var rowText, var secondText])
        {
            throw new ArgumentException("usage: score WORKLOAD THREADS ROWS SECONDS, for example: score W1 1 10000 2");
        }

        var threads = Verb.ParseCount(threadText, "THREADS");
        var rows = Verb.ParseCount(rowText, "ROWS");
        var seconds = Verb.ParseCount(secondText, "SECONDS");
        var network = Workload.Parse(name).Train(MnistDigits.Load(TrainingRows), 1, threads);
        var features = MnistDigits.LoadFeatures(Math.Max(rows, TrainingRows));
        var outputs = new float[rows * Workload.Outputs];

        // Single rows follow one another through the digits: always the same one would be known to the branch predictor.
        var calls = Math.Max(1, TrainingRows / rows);
        double Time()
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++)
            {
                var first = calls == 1 ? 0 : call * rows * Workload.Inputs;
                network.Predict(features.AsSpan(first, rows * Workload.Inputs), rows, outputs, threads);
            }

            return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
        }

        return new Line().Add("seconds", Repeat.Median(Time, seconds)).Add("rows", rows);
    }
}
