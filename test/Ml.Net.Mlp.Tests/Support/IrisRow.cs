using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

public sealed class IrisRow
{
    public static IrisRow[] Some { get; } =
    [
        new() { Measures = [5.1f, 3.5f, 1.4f, 0.2f] },
        new() { Measures = [6.0f, 2.7f, 4.5f, 1.5f] },
        new() { Measures = [6.9f, 3.1f, 5.4f, 2.1f] },
    ];

    [LoadColumn(0, 3)]
    [VectorType(4)]
    public float[] Measures { get; set; } = [];

    [LoadColumn(4)]
    public string Species { get; set; } = "";
}
