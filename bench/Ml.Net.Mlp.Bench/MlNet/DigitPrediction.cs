namespace Ml.Net.Mlp.Bench;

/// <summary>What ML.NET's PredictionEngine returns for a <see cref="Digit"/>.</summary>
public sealed class DigitPrediction
{
    public float[] Score { get; set; } = [];
}
