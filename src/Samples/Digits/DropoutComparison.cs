using System.Globalization;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Digits;

/// <summary>Trainings side by side that differ in their rate of dropout.</summary>
internal sealed class DropoutComparison
{
    private readonly List<(string Name, TrainingHistory History, double Accuracy)> _trainings = [];

    public void Add(float rate, TrainingHistory history, MulticlassClassificationMetrics metrics) => _trainings.Add((
        rate == 0 ? "without dropout" : string.Create(CultureInfo.InvariantCulture, $"with dropout {rate}"), history, metrics.MicroAccuracy));

    /// <summary>Draws loss and accuracy of all.</summary>
    public void Save(PictureFolder pictures) => pictures.Save(
        "mnist-dropout.svg",
        "784-256-128-10 on MNIST, without and with dropout",
        "Without dropout the training loss falls to nothing while the validation loss rises: it overfits. With dropout the two stay close.",
        columns: 2, panelWidth: 470, panelHeight: 360,
        new CurvesPanel("Loss", "epoch", "cross-entropy", Curves(epoch => epoch.Loss, epoch => epoch.ValidationLoss!.Value)),
        new CurvesPanel("Accuracy", "epoch", "share of right answers", Curves(epoch => epoch.Accuracy!.Value, epoch => epoch.ValidationAccuracy!.Value)));

    public void PrintRows()
    {
        foreach (var (name, history, accuracy) in _trainings)
        {
            Print.Line($"{name + ":",-20} loss {history[^1].Loss:F4}, validation loss {history[^1].ValidationLoss:F4}; test accuracy {accuracy:F4}");
        }
    }

    private List<Curve> Curves(Func<EpochResult, double> training, Func<EpochResult, double> validation) =>
    [
        .. _trainings.SelectMany((one, colour) => new[]
        {
            Curve.OfEpochs($"{one.Name}, training", one.History.Select(training), colour),
            Curve.OfEpochs($"{one.Name}, validation", one.History.Select(validation), colour, isDashed: true),
        }),
    ];
}
