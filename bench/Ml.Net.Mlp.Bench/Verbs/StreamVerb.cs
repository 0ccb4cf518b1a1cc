using System.Diagnostics;
using System.Globalization;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>stream ROWS MEGABYTES THREADS</c>: two epochs of W1's network on so many computed rows of 784 features, with a memory
/// budget: seconds an epoch, and the most memory that the process held.
/// </summary>
internal static class StreamVerb
{
    private const int Inputs = 784;
    private const int Classes = 10;

    public static Line Run(string[] args)
    {
        if (args is not [var rowText, var budgetText, var threadText])
        {
            throw new ArgumentException("usage: stream ROWS MEGABYTES THREADS, for example: stream 500000 64 2");
        }

        var rows = Verb.ParseCount(rowText, "ROWS");
        var budget = (long)Verb.ParseCount(budgetText, "MEGABYTES") << 20;
        var data = TrainingRows.Read(TrainingDataBuilder.ForClasses(Inputs, Classes), () => new ComputedRows(rows), budget);
        var network = NetworkTrainer.Train(
            NetworkDescription.MultilayerPerceptron(Inputs, [256, 128], Classes, Activation.Softmax),
            data,
            new TrainingOptions { Epochs = 2, BatchSize = 128, NumberOfThreads = Verb.ParseCount(threadText, "THREADS") });
        using var process = Process.GetCurrentProcess();
        return new Line()
            .Add("epochs", [.. network.History.Select(e => e.Seconds)])
            .Add("streamed", data is StreamedTrainingData ? "yes" : "no")
            .Add("peak_megabytes", (process.PeakWorkingSet64 >> 20).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Rows that cost next to nothing: each is a piece of one long row of numbers, beginning where its class says.</summary>
    private sealed class ComputedRows(int rows) : RowReader
    {
        private static readonly float[] Numbers = [.. Enumerable.Range(0, Inputs + 1024).Select(i => (i * 7919 % 1000) / 1000f)];

        private int _row = -1;

        public override int Class => _row % Classes;

        public override bool Read(Span<float> features)
        {
            if (++_row >= rows)
            {
                return false;
            }

            Numbers.AsSpan((_row % Classes * 100) + (_row / Classes % 24), Inputs).CopyTo(features);
            return true;
        }
    }
}
