namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Architectures, random parameters and random rows for the tests of gradients and steps.</summary>
internal static class TestNetworks
{
    /// <summary>A network from text such as <c>5-7:tanh-3:softmax</c>.</summary>
    public static NetworkDescription Parse(string text)
    {
        var parts = text.Split('-');
        return new NetworkDescription(int.Parse(parts[0]), [.. parts.Skip(1).SelectMany(ParseLayers)]);
    }

    /// <summary>
    /// Random weights of a fitting size, random biases, and factors and statistics around 1, one array each in the order of the layers.
    /// </summary>
    public static List<float[]> RandomParameters(NetworkDescription network, int seed)
    {
        var random = new Random(seed);
        return [.. NetworkPass.CreateLayers(network).SelectMany(layer => layer.Parts).Select(part => part.Kind switch
        {
            ParameterKind.Weights => Uniform(random, part.Rows * part.Columns, 1.5 / Math.Sqrt(part.Rows)),
            ParameterKind.Bias => Uniform(random, part.Columns, 0.5),
            _ => [.. Uniform(random, part.Columns, 0.5).Select(value => 1 + value)],
        })];
    }

    /// <summary>Rows with random features; each class occurs.</summary>
    public static TrainingData Classes(NetworkDescription network, int rows, int seed, bool weights = false)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForClasses(network.Inputs, network.Outputs);
        for (var row = 0; row < rows; row++)
        {
            builder.Add(Uniform(random, network.Inputs, 1), row % network.Outputs, weights ? random.NextSingle() : 1);
        }

        return builder.Build();
    }

    /// <summary>Rows with random features and random target values in (0, 1), which don't sum to 1.</summary>
    public static TrainingData Targets(NetworkDescription network, int rows, int seed, bool weights = false)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForTargets(network.Inputs, network.Outputs);
        for (var row = 0; row < rows; row++)
        {
            float[] targets = [.. Enumerable.Range(0, network.Outputs).Select(_ => random.NextSingle())];
            builder.Add(Uniform(random, network.Inputs, 1), targets, weights ? random.NextSingle() : 1);
        }

        return builder.Build();
    }

    // A dense layer with an activation that is a layer itself is two.
    private static IEnumerable<LayerDescription> ParseLayers(string text)
    {
        var parts = text.Split(':');
        return parts.Length > 1 && int.TryParse(parts[0], out var units) && Activation.Parse(parts[1]) is { IsLayer: true } activation
            ? [new DenseLayer(activation.DenseUnits(units)), activation.AsLayer()]
            : [ParseLayer(parts)];
    }

    private static LayerDescription ParseLayer(string[] parts)
    {
        return parts[0] switch
        {
            "activation" => new ActivationLayer(Activation.Parse(parts[1])),
            "batchnorm" => new BatchNormalizationLayer(parts.Length == 1 ? 0.99f : int.Parse(parts[1]) / 100f),
            "dropout" => new DropoutLayer(int.Parse(parts[1]) / 100f),
            "maxout" => new MaxoutLayer(int.Parse(parts[1])),
            "prelu" => new PReLULayer(),
            "layernorm" => new LayerNormalizationLayer(),
            "robust" => new RobustScaleLayer(),
            "scale" => new ScaleLayer(),
            "standardize" => new StandardizeLayer(),
            _ => new DenseLayer(int.Parse(parts[0]), Activation.Parse(parts[1])),
        };
    }

    private static float[] Uniform(Random random, int count, double range) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(((2 * random.NextDouble()) - 1) * range))];
}
