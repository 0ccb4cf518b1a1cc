using System.Globalization;
using Ml.Net.Mlp.Engine;
using Spectre.Console;

namespace Ml.Net.Mlp.Samples;

/// <summary>
/// Shows a training while it runs: a line for each epoch and, on a terminal, how long it will take. Ctrl-C stops the training
/// and keeps what it has learned; a second one ends the program.
/// </summary>
internal sealed class TrainingDisplay(int epochs, int every = 1) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _live = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;
    private StatusContext? _status;

    public CancellationToken CancellationToken => _stop.Token;

    public T Run<T>(Func<T> fit)
    {
        Console.CancelKeyPress += Stop;
        try
        {
            return _live ? AnsiConsole.Status().Start(Text($"epoch 1 of {epochs}"), status => Run(fit, status)) : fit();
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }
    }

    /// <summary>For the trainer's option Progress.</summary>
    public void Show(TrainingProgress progress)
    {
        var epoch = progress.Result;
        if (epoch.Epoch == 1)
        {
            Write(Row(epoch, column => column.Name));
        }

        if (epoch.Epoch == 1 || epoch.Epoch == epochs || epoch.Epoch % every == 0)
        {
            Write(Row(epoch, column => column.Value!));
        }

        if (epoch.Epoch < epochs)
        {
            Status(Text($"epoch {epoch.Epoch + 1} of {epochs}, about {Math.Ceiling(progress.Remaining.TotalSeconds)} s to go (Ctrl-C: stop and keep)"));
        }
    }

    /// <summary>What the terminal says below the lines.</summary>
    public void Status(string text) => _status?.Status(text);

    /// <summary>A line of its own.</summary>
    public void Write(string line)
    {
        if (_live)
        {
            // Spectre's own writing keeps the status below the lines.
            AnsiConsole.MarkupLine(Markup.Escape(line));
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>Says how the training ended.</summary>
    public void Close(MlpModelParameters model)
    {
        if (model.History.StopReason != StopReason.Completed)
        {
            Print.Line($"stopped after {model.History.Count} of {epochs} epochs; kept epoch {model.History.BestEpoch}");
        }

        Print.Line($"{model.ParameterCount:N0} parameters trained in {model.History.Sum(epoch => epoch.Seconds):F1} s");
    }

    public void Dispose() => _stop.Dispose();

    private T Run<T>(Func<T> fit, StatusContext status)
    {
        _status = status;
        return fit();
    }

    private void Stop(object? sender, ConsoleCancelEventArgs pressed)
    {
        if (_stop.IsCancellationRequested)
        {
            // The program ends, as it would without this handler; only the cursor, which the status hides, has to come back.
            if (_live)
            {
                AnsiConsole.Cursor.Show();
            }

            return;
        }

        pressed.Cancel = true;
        _stop.Cancel();
    }

    /// <summary>A line of the columns that this training has: values only where there is validation, or their names.</summary>
    private string Row(EpochResult epoch, Func<(string Name, string? Value), string> cell)
    {
        (string Name, string? Value)[] columns =
        [
            ("loss", Text($"{epoch.Loss:F4}")),
            ("accuracy", Optional(epoch.Accuracy)),
            ("abs error", epoch.MeanAbsoluteError is { } error ? Text($"{error:G6}") : null),
            ("R²", Optional(epoch.RSquared)),
            ("val loss", Optional(epoch.ValidationLoss)),
            ("val accuracy", Optional(epoch.ValidationAccuracy)),
            ("seconds", Text($"{epoch.Seconds:F2}")),
            ("rows/s", Text($"{epoch.RowsPerSecond:N0}")),
        ];
        var first = cell(("epoch", Text($"{epoch.Epoch}/{epochs}"))).PadLeft(Math.Max(5, Text($"{epochs}/{epochs}").Length));
        return first + string.Concat(columns.Where(column => column.Value is not null)
            .Select(column => "  " + cell(column).PadLeft(Math.Max(9, column.Name.Length))));
    }

    private static string? Optional(double? value) => value is { } number ? Text($"{number:F4}") : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
