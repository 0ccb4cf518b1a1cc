using System.Diagnostics;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>deform THREADS</c>: microseconds that a digit of MNIST takes to deform as Cireşan et al. (2010) do, with all threads at work on
/// mini-batches of 128; beside it without the elastic part, and what taking the rows alone costs.
/// </summary>
internal static class DeformVerb
{
    private const int Rows = 3840;
    private const int BatchRows = 128;
    private const double Seconds = 2;

    public static Line Run(string[] args)
    {
        if (args is not [var threadText])
        {
            throw new ArgumentException("usage: deform THREADS");
        }

        using var team = new WorkerTeam(Verb.ParseCount(threadText, "THREADS"));
        var data = MnistDigits.Load(Rows);
        var affine = new ImageDeformation(28, 28) { RotationDegrees = 15, ShearDegrees = 15, RotatesOrShears = true, ScalePercent = 15 };
        var elastic = new ImageDeformation(28, 28)
        {
            RotationDegrees = 15, ShearDegrees = 15, RotatesOrShears = true, ScalePercent = 15, ElasticSigma = 6, ElasticAlpha = 36,
        };
        var taking = Measure(team, data, null);
        return new Line()
            .Add("deform", Measure(team, data, elastic) - taking)
            .Add("affine", Measure(team, data, affine) - taking)
            .Add("taking", taking);
    }

    private static double Measure(WorkerTeam team, TrainingData data, ImageDeformation? deformation)
    {
        using var rows = new MemorySource(data, new BatchContext(team, 1, 0, "training"), RowPart.All);
        var network = NetworkDescription.MultilayerPerceptron(MnistDigits.Pixels, [10], 10, Activation.Softmax);
        var options = new TrainingOptions { BatchSize = BatchRows, Augmentations = deformation == null ? [] : [deformation] };
        BatchSource source = AugmentedSource.Of(rows, network, options, team) is { } augmented ? augmented : rows;
        var batch = new Matrix(BatchRows, MnistDigits.Pixels);
        return 1e6 / Rows * Repeat.Median(
            () =>
            {
                var start = Stopwatch.GetTimestamp();
                source.Begin(1);
                while (source.Next(batch, BatchRows) > 0)
                {
                }

                return Stopwatch.GetElapsedTime(start).TotalSeconds;
            },
            Seconds);
    }
}
