using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>The last steps of an L-BFGS training with the changes of the gradient, and the direction that they suggest.</summary>
internal sealed class LbfgsHistory
{
    private readonly FlatVectors _vectors;
    private readonly DoubleSums _sums;
    private readonly AlignedBuffer[] _steps;
    private readonly AlignedBuffer[] _changes;
    private readonly double[] _factors;

    // The ring's next place and the number of pairs, as floats: so they are saved and restored along with the pairs.
    private readonly AlignedBuffer _ring = new(16);

    /// <summary>Makes room.</summary>
    /// <param name="memory">Pairs at most.</param>
    /// <param name="length">Floats of a flat array.</param>
    /// <param name="vectors">Operations on flat arrays.</param>
    /// <param name="sums">Sums over flat arrays.</param>
    public LbfgsHistory(int memory, int length, FlatVectors vectors, DoubleSums sums)
    {
        _vectors = vectors;
        _sums = sums;
        _steps = [.. Enumerable.Range(0, memory).Select(_ => new AlignedBuffer(length, color: 2))];
        _changes = [.. Enumerable.Range(0, memory).Select(_ => new AlignedBuffer(length, color: 3))];
        _factors = new double[memory];
    }

    /// <summary>Whether there is no pair.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>All that is remembered.</summary>
    public IEnumerable<AlignedBuffer> State => [_ring, .. _steps, .. _changes];

    private int Next
    {
        get => (int)_ring.Span[0];
        set => _ring.Span[0] = value;
    }

    private int Count
    {
        get => (int)_ring.Span[1];
        set => _ring.Span[1] = value;
    }

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => Count = 0;

    /// <summary>Takes a step in, unless the gradient did not grow along it: then it tells nothing of a minimum.</summary>
    /// <param name="start">Parameters before the step.</param>
    /// <param name="end">Parameters after it.</param>
    /// <param name="gradientAtStart">Gradient before it.</param>
    /// <param name="gradientAtEnd">Gradient after it.</param>
    public void Add(AlignedBuffer start, AlignedBuffer end, AlignedBuffer gradientAtStart, AlignedBuffer gradientAtEnd)
    {
        var (step, change) = (_steps[Next], _changes[Next]);
        Subtract(end, start, step);
        Subtract(gradientAtEnd, gradientAtStart, change);
        if (_sums.Products(step, change) > 0)
        {
            Count = Math.Min(Count + 1, _steps.Length);
            Next = (Next + 1) % _steps.Length;
        }
        else if (Count == _steps.Length)
        {
            // The place held the oldest pair.
            Count--;
        }
    }

    /// <summary>Replaces a gradient by the direction to go: minus the inverse Hessian that the pairs suggest, times it.</summary>
    public void Direct(AlignedBuffer gradient)
    {
        var scale = 1.0;
        for (var age = 0; age < Count; age++)
        {
            var (step, change) = Pair(age);
            var curvature = _sums.Products(step, change);
            scale = age == 0 ? curvature / _sums.Products(change, change) : scale;
            _factors[age] = _sums.Products(step, gradient) / curvature;
            _vectors.AddScaled((float)-_factors[age], change, gradient);
        }

        _vectors.Scale((float)-scale, gradient);
        for (var age = Count - 1; age >= 0; age--)
        {
            // The sign of the direction is turned already.
            var (step, change) = Pair(age);
            var factor = _factors[age] + (_sums.Products(change, gradient) / _sums.Products(step, change));
            _vectors.AddScaled((float)-factor, step, gradient);
        }
    }

    private (AlignedBuffer Step, AlignedBuffer Change) Pair(int age)
    {
        var place = (Next - 1 - age + (2 * _steps.Length)) % _steps.Length;
        return (_steps[place], _changes[place]);
    }

    private void Subtract(AlignedBuffer from, AlignedBuffer what, AlignedBuffer result)
    {
        from.Span.CopyTo(result.Span);
        _vectors.AddScaled(-1, what, result);
    }
}
