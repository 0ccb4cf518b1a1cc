namespace Ml.Net.Mlp.Engine;

/// <summary>An array of a network's parameters, and what a step does to it besides the optimizer's rule.</summary>
/// <param name="Part">What it is.</param>
/// <param name="First">Where it begins in the flat array; a multiple of 16.</param>
/// <param name="L1">λ of the penalty on absolute values.</param>
/// <param name="L2">λ of the penalty on squares.</param>
/// <param name="Decay">Decoupled decay, before the learning rate.</param>
internal sealed record UpdatedPart(ParameterPart Part, long First, float L1, float L2, float Decay)
{
    /// <summary>All parts of the layers; only weights are regularized.</summary>
    public static IReadOnlyList<UpdatedPart> List(IEnumerable<Layer> layers, TrainingOptions options)
    {
        var parts = new List<UpdatedPart>();
        var offset = 0L;
        foreach (var layer in layers)
        {
            foreach (var part in layer.Parts)
            {
                var first = offset + part.Offset;
                parts.Add(part.Kind == ParameterKind.Weights
                    ? new UpdatedPart(part, first, options.L1Regularization, options.L2Regularization,
                        options.WeightDecay ?? options.Optimizer.DefaultWeightDecay)
                    : new UpdatedPart(part, first, L1: 0, L2: 0, Decay: 0));
            }

            offset += layer.ParameterSize;
        }

        return parts;
    }
}
