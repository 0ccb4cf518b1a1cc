using System.Diagnostics;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>profile WORKLOAD THREADS EPOCHS ROWS</c>: microseconds that each part of a training step takes, the median of the
/// steps of all epochs but the first.
/// </summary>
internal static class ProfileVerb
{
    public static Line Run(string[] args)
    {
        if (args is not [var name, var threadText, var epochText, var rowText])
        {
            throw new ArgumentException("usage: profile WORKLOAD THREADS EPOCHS ROWS, for example: profile W1 1 3 12800");
        }

        var workload = Workload.Parse(name);
        var epochs = Verb.ParseCount(epochText, "EPOCHS");
        using var parts = new TrainingParts(
            workload, Verb.ParseCount(rowText, "ROWS"), Verb.ParseCount(threadText, "THREADS"));
        var times = TrainingParts.Names.Select(_ => new List<long>()).ToList();
        parts.RunEpoch((_, _) => { });
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            parts.RunEpoch((part, ticks) => times[part].Add(ticks));
        }

        var line = new Line();
        for (var part = 0; part < times.Count; part++)
        {
            times[part].Sort();
            line.Add(TrainingParts.Names[part], times[part][times[part].Count / 2] * 1e6 / Stopwatch.Frequency);
        }

        return line;
    }
}
