using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.Plane;

/// <summary>A point of the plane and its class: a row of data, with the class as each kind of trainer wants its label.</summary>
internal sealed class PlanePoint(float x, float y, int number)
{
    [VectorType(2)]
    public float[] Features { get; } = [x, y];

    /// <summary>The class for multi-class trainers: a key of three, which is counted from 0 in objects and from 1 in columns.</summary>
    [KeyType(3)]
    public uint Class { get; } = (uint)number;

    /// <summary>Whether it is class 1, for binary trainers.</summary>
    public bool Label { get; } = number == 1;

    /// <summary>1 where it is class 1, otherwise -1, for regression trainers.</summary>
    public float Target { get; } = number == 1 ? 1 : -1;

    /// <summary>As pictures take it.</summary>
    public (float X, float Y, int Class) ToDot() => (Features[0], Features[1], (int)Class);
}
