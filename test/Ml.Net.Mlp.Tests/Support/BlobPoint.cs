using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Features as an object.</summary>
public sealed class BlobPoint
{
    public static BlobPoint[] Some { get; } =
    [
        new() { Features = [1, 0.1f, 0] },
        new() { Features = [0.3f, 0.9f, -0.1f] },
        new() { Features = [float.NaN, 0, 0] },
        new() { Features = [0.2f, 0.4f, 1.1f] },
    ];

    [VectorType(3)]
    public float[] Features { get; set; } = [];
}
