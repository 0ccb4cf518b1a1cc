using System.Diagnostics;
using System.Globalization;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>fit FILE CLASSES HIDDEN BATCH EPOCHS THREADS SECONDS</c>: whole trainings of a small table (Adam, ReLU, one hidden
/// layer), from rows in memory to the network: the process's first one, and the median of the later ones. The file has
/// comma-separated features and last the class, from 0, without a header.
/// </summary>
internal static class FitVerb
{
    public static Line Run(string[] args)
    {
        if (args is not [var file, var classText, var hiddenText, var batchText, var epochText, var threadText, var secondText])
        {
            throw new ArgumentException(
                "usage: fit FILE CLASSES HIDDEN BATCH EPOCHS THREADS SECONDS, for example: fit iris.csv 3 100 150 200 1 2");
        }

        var classes = Verb.ParseCount(classText, "CLASSES");
        var (features, labels) = Read(file);
        var inputs = features.Length / labels.Length;
        var description = NetworkDescription.MultilayerPerceptron(
            inputs, [Verb.ParseCount(hiddenText, "HIDDEN")], classes, Activation.Softmax);
        var options = new TrainingOptions
        {
            BatchSize = Verb.ParseCount(batchText, "BATCH"),
            Epochs = Verb.ParseCount(epochText, "EPOCHS"),
            NumberOfThreads = Verb.ParseCount(threadText, "THREADS"),
        };
        double Time()
        {
            var start = Stopwatch.GetTimestamp();
            NetworkTrainer.Train(description, TrainingData.FromClasses(features, inputs, labels, classes), options);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        var first = Time();
        return new Line()
            .Add("seconds", Repeat.Median(Time, Verb.ParseCount(secondText, "SECONDS")))
            .Add("first", first);
    }

    private static (float[] Features, int[] Labels) Read(string file)
    {
        var rows = File.ReadLines(file).Select(line => line.Split(',')).ToList();
        return (
            [.. rows.SelectMany(row => row[..^1]).Select(text => float.Parse(text, CultureInfo.InvariantCulture))],
            [.. rows.Select(row => int.Parse(row[^1], CultureInfo.InvariantCulture))]);
    }
}
