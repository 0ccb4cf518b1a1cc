namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>One training of <see cref="OptimizerGoldenNumbers"/>.</summary>
internal sealed record OptimizerGoldenCase(
    string Name,
    string Hidden,
    string Loss,
    string Optimizer,
    float Rate,
    float L1,
    float L2,
    float? WeightDecay,
    float? MaxNorm,
    float? ClipValue,
    float? ClipNorm,
    float? WeightAveraging,
    double[] Losses,
    double[] Parameters)
{
    public TrainingOptions Options => new()
    {
        Optimizer = Engine.Optimizer.Parse(Optimizer),
        LearningRate = Rate,
        L1Regularization = L1,
        L2Regularization = L2,
        WeightDecay = WeightDecay,
        MaxNorm = MaxNorm,
        ClipValue = ClipValue,
        ClipNorm = ClipNorm,
        WeightAveraging = WeightAveraging,
    };
}
