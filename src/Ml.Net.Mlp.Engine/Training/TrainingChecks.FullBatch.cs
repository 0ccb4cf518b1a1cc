namespace Ml.Net.Mlp.Engine;

/// <content>What does not go with an optimizer that sees all rows at once.</content>
internal static partial class TrainingChecks
{
    private static void CheckFullBatch(TrainingOptions options)
    {
        if (options.Optimizer is not LbfgsOptimizer optimizer)
        {
            return;
        }

        void Require(bool condition, string name, object? value, string expected) =>
            RequireOption(condition, name, value, $"{expected}, because {optimizer} needs one smooth function of the weights");

        Require(options.L1Regularization == 0, nameof(options.L1Regularization), options.L1Regularization, "0");
        Require(options.WeightDecay is null or 0, nameof(options.WeightDecay), options.WeightDecay, "null");
        Require(options.MaxNorm == null, nameof(options.MaxNorm), options.MaxNorm, "null");
        Require(options.ClipValue == null, nameof(options.ClipValue), options.ClipValue, "null");
        Require(options.ClipNorm == null, nameof(options.ClipNorm), options.ClipNorm, "null");
        Require(options.Augmentations.Count == 0, nameof(options.Augmentations), $"{Text(options.Augmentations.Count)} long", "an empty list");
        Require(options.WeightAveraging == null, nameof(options.WeightAveraging), options.WeightAveraging, "null");
    }

    private static void CheckFullBatch(NetworkDescription network, TrainingOptions options)
    {
        var layers = options.Optimizer is LbfgsOptimizer ? NetworkPass.CreateLayers(network) : [];
        for (var i = 0; i < layers.Length; i++)
        {
            // Statistics that are taken from the rows before the first step do not change from pass to pass.
            var changesStatistics = layers[i].Parts.Any(part => !part.IsTrainable) && !layers[i].LearnsFromRows;
            if (layers[i].IsTrainingOnly || changesStatistics)
            {
                throw new ArgumentException(
                    $"Optimizer {options.Optimizer} is not for a network with {network.Layers[i].Kind} (layer {i}): it needs layers that compute the same in every pass over the rows.", nameof(options));
            }
        }
    }
}
