using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The history of a training as a file of comma-separated values: a header, and a line for each epoch, written as it ends. Numbers
/// are in the invariant culture and read back to the same bits; what an epoch does not have is left empty.
/// </summary>
internal sealed class HistoryLog : IDisposable
{
    private readonly TrainingMetric[] _metrics;
    private readonly StreamWriter _writer;

    /// <summary>Begins the file anew.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="metrics">The metrics that have a column.</param>
    /// <param name="before">Epochs that were run before, in trainings that this one continues.</param>
    /// <exception cref="ArgumentException">The file can't be written.</exception>
    public HistoryLog(string path, IEnumerable<TrainingMetric> metrics, IEnumerable<EpochResult> before)
    {
        _metrics = [.. metrics];
        try
        {
            var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            _writer = new StreamWriter(file, new UTF8Encoding(false)) { NewLine = "\n" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ArgumentException($"CsvLog is '{path}'; expected a file that can be written: {e.Message}", nameof(path), e);
        }

        WriteLine(["epoch", .. _metrics.Select(metric => JsonNamingPolicy.SnakeCaseLower.ConvertName(metric.ToString())), "learning_rate", "seconds", "rows_per_second"]);
        foreach (var epoch in before)
        {
            Write(epoch);
        }
    }

    /// <summary>Writes an epoch.</summary>
    public void Write(EpochResult epoch) => WriteLine(
    [
        Text(epoch.Epoch), .. _metrics.Select(metric => metric.In(epoch) is { } value ? Text(value) : ""),
        Text(epoch.LearningRate), Text(epoch.Seconds), Text(epoch.RowsPerSecond),
    ]);

    public void Dispose() => _writer.Dispose();

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private void WriteLine(IEnumerable<string> values)
    {
        _writer.WriteLine(string.Join(',', values));
        _writer.Flush();
    }
}
