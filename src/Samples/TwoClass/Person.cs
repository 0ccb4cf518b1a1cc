using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.TwoClass;

/// <summary>A row of the lecture's first example.</summary>
internal sealed class Person(float weight, float height, uint sex)
{
    /// <summary>The six of the lecture: weight in pounds, height in inches; 0 male, 1 female.</summary>
    public static readonly Person[] Six =
    [
        new(150, 67, 1), new(130, 60, 1), new(200, 65, 0), new(125, 52, 1), new(230, 72, 0), new(181, 70, 0),
    ];

    [VectorType(2)]
    public float[] Features { get; } = [weight, height];

    /// <summary>A key, which is counted from 0 in objects.</summary>
    [KeyType(2)]
    public uint Label { get; } = sex;
}
