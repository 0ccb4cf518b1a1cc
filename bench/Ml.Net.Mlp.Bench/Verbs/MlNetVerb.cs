using System.Diagnostics;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>mlnet THREADS EPOCHS</c>: what standing in an ML.NET pipeline costs, W1 on the 60,000 digits. Seconds of loading the
/// files, of pipeline.Fit and of the engine's training on the same rows; microseconds a row of the scores read through a
/// cursor and of the engine's; microseconds of a single row by PredictionEngine and by the engine.
/// </summary>
internal static class MlNetVerb
{
    private const int Rows = 60_000;
    private const int SingleRows = 10_000;

    public static Line Run(string[] args)
    {
        if (args is not [var threadText, var epochText])
        {
            throw new ArgumentException("usage: mlnet THREADS EPOCHS, for example: mlnet 1 5");
        }

        var threads = Verb.ParseCount(threadText, "THREADS");
        var epochs = Verb.ParseCount(epochText, "EPOCHS");
        var workload = Workload.Parse("W1");

        // Every path once before it is timed, so that none pays for being compiled.
        var data = MnistDigits.Load(Rows);
        workload.Train(data, 1, threads);
        new DigitPipeline().Fit(1, threads);

        var line = new Line();
        DigitPipeline? pipeline = null;
        line.Add("load", Seconds(() => pipeline = new DigitPipeline()));
        var model = pipeline!.Fit(1, threads);
        Network? network = null;
        line.Add("fit", Seconds(() => model = pipeline.Fit(epochs, threads)));
        line.Add("train", Seconds(() => network = workload.Train(data, epochs, threads)));

        var features = MnistDigits.LoadFeatures(Rows);
        var outputs = new float[Rows * Workload.Outputs];
        line.Add("cursor", Repeat.Median(() => Seconds(() => pipeline.ReadScores(model)), 2) * 1e6 / Rows);
        line.Add("predict", Repeat.Median(() => Seconds(() => network!.Predict(features, Rows, outputs)), 2) * 1e6 / Rows);

        using var engine = pipeline.CreateEngine(model);
        var digits = Enumerable.Range(0, SingleRows)
            .Select(row => new Digit { Features = features.AsSpan(row * Workload.Inputs, Workload.Inputs).ToArray() }).ToArray();
        var prediction = new DigitPrediction();
        line.Add("engine", Repeat.Median(
            () => Seconds(() => Array.ForEach(digits, digit => engine.Predict(digit, ref prediction))), 1) * 1e6 / SingleRows);
        line.Add("single", Repeat.Median(
            () => Seconds(() => Array.ForEach(digits, digit => network!.Predict(digit.Features, prediction.Score))), 1) * 1e6 / SingleRows);
        return line;
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
