using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A trained network as scoring computes it: without layers that act only in training, and with each batch normalization, and
/// the activation behind it, taken into the dense layer before it where no activation stands between. With <c>s = gamma / sqrt(variance + epsilon)</c>
/// <code>
/// (X · W + b - mean) · s + beta  =  X · (W · s) + ((b - mean) · s + beta)
/// </code>
/// </summary>
internal static class ScoringForm
{
    /// <summary>The network itself where there is nothing to take in; otherwise another one with parameters of its own.</summary>
    public static (NetworkDescription Network, AlignedBuffer Parameters) Of(NetworkDescription network, AlignedBuffer parameters)
    {
        if (!network.Layers.Any(layer => layer is BatchNormalizationLayer))
        {
            return (network, parameters);
        }

        var steps = new List<Step>();
        var arrays = new ParameterMap(network).Entries.ToLookup(entry => entry.Layer);
        foreach (var (layer, index) in NetworkPass.CreateLayers(network).Select((layer, index) => (layer, index)))
        {
            if (layer.IsTrainingOnly)
            {
                continue;
            }

            var step = new Step(network.Layers[index], [.. arrays[index].Select(entry => ParameterMap.Export(parameters, entry))]);
            if (steps.Count > 0 && Join(steps[^1], step) is { } joined)
            {
                steps[^1] = joined;
            }
            else
            {
                steps.Add(step);
            }
        }

        var form = new NetworkDescription(network.Inputs, [.. steps.Select(step => step.Layer)]);
        return (form, Import(form, steps));
    }

    /// <summary>One layer that computes what two do; null where there is none.</summary>
    private static Step? Join(Step first, Step second)
    {
        if (first.Layer is not DenseLayer dense || dense.Activation != Activation.Identity)
        {
            return null;
        }

        return second.Layer switch
        {
            BatchNormalizationLayer normalization => Join(dense, first, normalization, second),
            ActivationLayer activation => first with { Layer = dense with { Activation = activation.Activation } },
            _ => null,
        };
    }

    private static Step? Join(DenseLayer dense, Step first, BatchNormalizationLayer normalization, Step second)
    {
        var (gamma, beta, mean, variance) = (second.Arrays[0], second.Arrays[1], second.Arrays[2], second.Arrays[3]);
        var weights = new float[first.Arrays[0].Length];
        var biases = new float[dense.Units];
        var scales = new double[dense.Units];
        for (var unit = 0; unit < dense.Units; unit++)
        {
            scales[unit] = gamma[unit] / Math.Sqrt((double)variance[unit] + normalization.Epsilon);
            biases[unit] = (float)(((first.Arrays[1][unit] - (double)mean[unit]) * scales[unit]) + beta[unit]);
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(first.Arrays[0][i] * scales[i % dense.Units]);
        }

        // The matrix kernels need finite weights; a product out of range is left to the layer itself.
        return TrainingDataBuilder.IndexOfNonFinite(weights) < 0 && TrainingDataBuilder.IndexOfNonFinite(biases) < 0
            ? new Step(dense, [weights, biases])
            : null;
    }

    private static unsafe AlignedBuffer Import(NetworkDescription network, List<Step> steps)
    {
        var map = new ParameterMap(network);
        var parameters = new AlignedBuffer(map.Length);
        foreach (var (entry, values) in map.Entries.Zip(steps.SelectMany(step => step.Arrays)))
        {
            entry.Part.Import(values, parameters.Pointer + entry.LayerOffset);
        }

        return parameters;
    }

    /// <summary>A layer and its parameters.</summary>
    private sealed record Step(LayerDescription Layer, float[][] Arrays);
}
