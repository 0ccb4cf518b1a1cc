namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>train WORKLOAD THREADS EPOCHS ROWS</c>: seconds of each epoch, the first one left out, in which code is still compiled
/// and memory first touched, with the multiply-add peak of as many threads just before and just after.
/// </summary>
internal static class TrainVerb
{
    public static Line Run(string[] args)
    {
        if (args is not [var name, var threadText, var epochText, var rowText])
        {
            throw new ArgumentException("usage: train WORKLOAD THREADS EPOCHS ROWS, for example: train W1 1 4 48000");
        }

        var workload = Workload.Parse(name);
        var threads = Verb.ParseCount(threadText, "THREADS");
        var epochs = Verb.ParseCount(epochText, "EPOCHS");
        var rows = Verb.ParseCount(rowText, "ROWS");
        var data = MnistDigits.Load(rows);

        var before = FmaPeak.Measure(threads);
        var network = workload.Train(data, epochs + 1, threads);
        var after = FmaPeak.Measure(threads);
        return new Line()
            .Add("epochs", [.. network.History.Skip(1).Select(e => e.Seconds)])
            .Add("flops", workload.FlopsPerRow * rows)
            .Add("peak", before, after)
            .Add("loss", network.History[^1].Loss);
    }
}
