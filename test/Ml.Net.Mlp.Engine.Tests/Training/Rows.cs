namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Small data sets and networks that the training and persistence tests share.</summary>
internal static class Rows
{
    public static readonly NetworkDescription Linear =
        NetworkDescription.MultilayerPerceptron(1, [], 1, Activation.Identity);

    /// <summary>Three classes in four features: noisy enough that no network of these sizes gets all rows right.</summary>
    public static TrainingData Classes(int rows, int seed = 1, Func<int, float>? weight = null)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForClasses(4, 3);
        for (var row = 0; row < rows; row++)
        {
            var label = random.Next(3);
            builder.Add([.. Enumerable.Range(0, 4).Select(i => (float)(random.NextDouble() - (i == label ? 0 : 0.5)))], label, weight?.Invoke(row) ?? 1);
        }

        return builder.Build();
    }

    /// <summary>One feature and one target a row.</summary>
    public static TrainingData Line(params (float Feature, float Target)[] rows) => Line(rows, _ => 1);

    public static TrainingData Line(IReadOnlyList<(float Feature, float Target)> rows, Func<int, float> weight)
    {
        var builder = TrainingDataBuilder.ForTargets(1, 1);
        for (var row = 0; row < rows.Count; row++)
        {
            builder.Add([rows[row].Feature], [rows[row].Target], weight(row));
        }

        return builder.Build();
    }

    public static NetworkDescription Classifier(float dropoutRate = 0) =>
        NetworkDescription.MultilayerPerceptron(4, [7, 5], 3, Activation.Softmax, Activation.Tanh, dropoutRate);

    public static float[] Parameters(this Network network) => [.. network.EnumerateParameters().SelectMany(values => values)];

    public static byte[] Bytes(this Network network)
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }

    /// <summary>The history without its times, which differ from run to run.</summary>
    public static EpochResult[] WithoutTimes(this TrainingHistory history) =>
        [.. history.Select(e => e with { Seconds = 0, RowsPerSecond = 0 })];

    /// <summary>Mean cross-entropy, weighted, computed from predictions alone.</summary>
    public static double CrossEntropy(this Network network, TrainingData data)
    {
        var (sum, weights) = (0.0, 0.0);
        var outputs = new float[network.Description.Outputs];
        for (var row = 0; row < data.Count; row++)
        {
            network.Predict(data.Features(row), outputs);
            sum -= data.Weight(row) * Math.Log(outputs[data.Class(row)]);
            weights += data.Weight(row);
        }

        return sum / weights;
    }

    /// <summary>Share of rows whose largest output is that of their class.</summary>
    public static double Accuracy(this Network network, TrainingData data)
    {
        var outputs = new float[network.Description.Outputs];
        return Enumerable.Range(0, data.Count).Average(row =>
        {
            network.Predict(data.Features(row), outputs);
            return Array.IndexOf(outputs, outputs.Max()) == data.Class(row) ? 1.0 : 0.0;
        });
    }
}
