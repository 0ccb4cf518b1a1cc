using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Ciresan;

/// <summary>The test errors of a whole training against its time.</summary>
internal sealed class ErrorCurve
{
    private const int TableRows = 20;

    // "Deep, big, simple neural nets for handwritten digit recognition", 2010.
    private const int PaperErrors = 35;
    private static readonly int[] PaperHidden = [2500, 2000, 1500, 1000, 500];

    private readonly IReadOnlyList<EpochResult> _epochs;
    private readonly (double Hours, int Errors)[] _points;

    public ErrorCurve(IReadOnlyList<EpochResult> epochs, int images)
    {
        _epochs = epochs;
        _points = new (double, int)[epochs.Count];
        var seconds = 0.0;
        for (var i = 0; i < epochs.Count; i++)
        {
            seconds += epochs[i].Seconds;
            _points[i] = (seconds / 3600, ErrorCourse.Errors(epochs[i], images));
        }
    }

    public int Last => _points[^1].Errors;

    public int Best => _points.Min(point => point.Errors);

    /// <summary>The first epoch with so few errors, from 1.</summary>
    public int BestEpoch => Array.FindIndex(_points, point => point.Errors == Best) + 1;

    public double Hours => _points[^1].Hours;

    /// <summary>Some twenty lines, at equal times.</summary>
    public void PrintTable()
    {
        Print.Line($"   hours   epoch  errors  fewest so far");
        for (var row = 1; row <= TableRows; row++)
        {
            var last = Array.FindLastIndex(_points, point => point.Hours <= (Hours * row / TableRows) + 1e-9);
            var before = row == 1 ? -1 : Array.FindLastIndex(_points, point => point.Hours <= (Hours * (row - 1) / TableRows) + 1e-9);
            if (last > before)
            {
                Print.Line($"{_points[last].Hours,8:F3}{last + 1,8}{_points[last].Errors,8}{_points[..(last + 1)].Min(point => point.Errors),15}");
            }
        }
    }

    public void Save(PictureFolder pictures)
    {
        var fewest = _points.Select((point, i) => (point.Hours, (double)_points[..(i + 1)].Min(p => p.Errors)));
        pictures.Save(
            "ciresan-errors.svg",
            "Errors on the 10,000 test digits",
            $"They fall from {_points[0].Errors} to {Last}; the fewest after any epoch were {Best}.",
            columns: 1, panelWidth: 760, panelHeight: 380,
            new CurvesPanel("Trained on digits deformed anew in every epoch", "hours", "errors",
            [
                new Curve("after each epoch", [.. _points.Select(point => (point.Hours, (double)point.Errors))], Colour: 0),
                new Curve("fewest so far", [.. fewest], Colour: 1, IsDashed: true),
            ], IsLogarithmic: true));
    }

    /// <summary>
    /// What the paper's 35 errors would take: its network, for as many epochs as this one, at the speed at which this one's weights
    /// learned. No promise: that many epochs may be too few for it, or more than it needs.
    /// </summary>
    public void PrintEstimate(NetworkDescription network)
    {
        var paper = NetworkDescription.MultilayerPerceptron(network.Inputs, PaperHidden, network.Outputs, Activation.Softmax);
        var ratio = (double)paper.ParameterCount / network.ParameterCount;
        Print.Line($"The paper's {PaperErrors} errors were made by a network of {paper.ParameterCount:N0} parameters, {ratio:F1} times as many as here.");
        Print.Line($"As many epochs of it as here ({_epochs.Count}), at the speed of this run, would take {ratio * Hours:F1} hours.");
    }
}
