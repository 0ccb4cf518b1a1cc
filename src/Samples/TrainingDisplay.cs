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
            return _live ? AnsiConsole.Status().Start($"epoch 1 of {Number(epochs)}", status => Run(fit, status)) : fit();
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
        if (epoch.Epoch == 1 || epoch.Epoch == epochs || epoch.Epoch % every == 0)
        {
            var line = Line(epoch);
            if (_live)
            {
                AnsiConsole.MarkupLine(Markup.Escape(line));
            }
            else
            {
                Console.WriteLine(line);
            }
        }

        if (epoch.Epoch < epochs)
        {
            _status?.Status($"epoch {Number(epoch.Epoch + 1)} of {Number(epochs)}, about {Number((int)Math.Ceiling(progress.Remaining.TotalSeconds))} s to go (Ctrl-C: stop and keep)");
        }
    }

    /// <summary>Says how the training ended.</summary>
    public void Close(MlpModelParameters model)
    {
        if (model.History.StopReason == StopReason.Cancelled)
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
        // The second time the program ends, as it would without this handler.
        pressed.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }

    private string Line(EpochResult epoch)
    {
        var invariant = CultureInfo.InvariantCulture;
        var width = Number(epochs).Length;
        var line = $"epoch {Number(epoch.Epoch).PadLeft(width)}/{Number(epochs)}  loss {epoch.Loss.ToString("F4", invariant)}";
        line += Part("accuracy", epoch.Accuracy) + Part("val loss", epoch.ValidationLoss) + Part("val accuracy", epoch.ValidationAccuracy);
        return line + string.Create(invariant, $"  {epoch.Seconds:F2} s  {epoch.RowsPerSecond:N0} rows/s");
    }

    private static string Part(string name, double? value) =>
        value is { } number ? $"  {name} {number.ToString("F4", CultureInfo.InvariantCulture)}" : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
