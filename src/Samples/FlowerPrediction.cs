namespace Ml.Net.Mlp.Samples;

/// <summary>What the model says of a <see cref="Flower"/>.</summary>
internal sealed class FlowerPrediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
