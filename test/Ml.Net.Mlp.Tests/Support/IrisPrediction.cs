namespace Ml.Net.Mlp.Tests.Support;

public sealed class IrisPrediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
