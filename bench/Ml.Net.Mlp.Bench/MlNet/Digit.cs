using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Bench;

/// <summary>A row for ML.NET's PredictionEngine.</summary>
public sealed class Digit
{
    [VectorType(MnistDigits.Pixels)]
    public float[] Features { get; set; } = [];
}
