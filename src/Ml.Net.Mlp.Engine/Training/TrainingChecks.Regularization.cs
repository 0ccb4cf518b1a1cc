namespace Ml.Net.Mlp.Engine;

/// <content>The options that keep weights and gradients small.</content>
internal static partial class TrainingChecks
{
    private static void CheckRegularization(TrainingOptions options)
    {
        RequirePenalty(options.L1Regularization, nameof(options.L1Regularization));
        RequirePenalty(options.L2Regularization, nameof(options.L2Regularization));
        RequirePenalty(options.WeightDecay ?? 0, nameof(options.WeightDecay));
        RequireBound(options.MaxNorm, nameof(options.MaxNorm));
        RequireBound(options.ClipValue, nameof(options.ClipValue));
        RequireBound(options.ClipNorm, nameof(options.ClipNorm));
        RequireOption(options.ClipValue == null || options.ClipNorm == null, nameof(options.ClipValue),
            options.ClipValue, "null, because ClipNorm is given");
        RequireOption(options.WeightAveraging is null or (> 0 and < 1), nameof(options.WeightAveraging),
            options.WeightAveraging, "0 < decay < 1");
    }

    private static void RequirePenalty(float value, string name) =>
        RequireOption(value >= 0 && float.IsFinite(value), name, value, "a finite number, 0 or more");

    private static void RequireBound(float? value, string name) =>
        RequireOption(value is null or (> 0 and < float.PositiveInfinity), name, value, "a finite number above 0");
}
