using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Keeps the norm of the whole gradient in a bound (Pascanu, Mikolov and Bengio, 2013).</summary>
internal sealed class GradientNorm
{
    private readonly DoubleSums _sums;
    private readonly AlignedBuffer _gradient;
    private readonly double _largest;

    /// <summary>Prepares.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="gradient">The flat gradient.</param>
    /// <param name="parts">The trainable parts.</param>
    /// <param name="largest">The bound.</param>
    public GradientNorm(WorkerTeam team, AlignedBuffer gradient, IEnumerable<UpdatedPart> parts, double largest)
    {
        _sums = new DoubleSums(team, parts.Select(part => (part.First, part.Part.Size)));
        _gradient = gradient;
        _largest = largest;
    }

    /// <summary>What to multiply the gradient by: 1, or bound / norm where the norm is larger.</summary>
    public float Scale()
    {
        var norm = Math.Sqrt(_sums.Products(_gradient, _gradient));
        return norm > _largest ? (float)(_largest / norm) : 1;
    }
}
