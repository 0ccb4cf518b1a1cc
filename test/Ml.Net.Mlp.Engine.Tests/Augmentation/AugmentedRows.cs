using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The rows of one epoch as a training with augmentations sees them.</summary>
internal sealed record AugmentedRows(float[][] Features, int[] Classes, float[][] Targets, double[] Weights)
{
    /// <summary>Goes through epochs, the last of which is returned.</summary>
    public static AugmentedRows Of(
        TrainingRows data, IReadOnlyList<Augmentation> augmentations, int batchSize = 7, int seed = 3, int threads = 1, params int[] epochs)
    {
        using var team = new WorkerTeam(threads);
        using var rows = data.CreateSource(new BatchContext(team, (ulong)seed, ValidationFraction: 0, "training"), RowPart.All);
        var options = new TrainingOptions { Augmentations = augmentations, BatchSize = batchSize, Seed = seed };
        var network = NetworkDescription.MultilayerPerceptron(data.Inputs, [], data.Outputs, Activation.Identity);
        var source = AugmentedSource.Of(rows, network, options, team)!;
        var result = default(AugmentedRows);
        foreach (var epoch in epochs.DefaultIfEmpty(1))
        {
            result = Read(source.InEpoch(epoch), data, batchSize);
        }

        return result!;
    }

    private static AugmentedRows Read(AugmentedSource source, TrainingRows data, int batchSize)
    {
        var batch = new Matrix(batchSize, data.Inputs);
        var (features, classes, targets, weights) = (new List<float[]>(), new List<int>(), new List<float[]>(), new List<double>());
        source.Begin(shuffleKey: null);
        for (int rows; (rows = source.Next(batch, batchSize)) > 0;)
        {
            for (var row = 0; row < rows; row++)
            {
                features.Add(batch.RowSpan(row).ToArray());
                classes.Add(source.Class(row));
                targets.Add(source.HasShares || !data.HasClasses ? source.Targets(row).ToArray() : []);
                weights.Add(source.Weight(row));
            }
        }

        return new([.. features], [.. classes], [.. targets], [.. weights]);
    }
}
