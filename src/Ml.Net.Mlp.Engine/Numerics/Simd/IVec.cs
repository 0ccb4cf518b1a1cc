namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// A vector of floats of some width. Code written against it compiles to each instruction set and gives every lane the
/// same bits: only operations that IEEE 754 rounds exactly are here (no estimates, no reassociation, no silent contraction).
/// </summary>
internal unsafe interface IVec<T>
    where T : struct, IVec<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes 0.</summary>
    static abstract T Zero { get; }

    /// <summary>All lanes <paramref name="value"/>.</summary>
    static abstract T Create(float value);

    /// <summary>Reads <see cref="Count"/> consecutive floats, at any alignment.</summary>
    static abstract T Load(float* source);

    /// <summary>Writes <see cref="Count"/> consecutive floats, at any alignment.</summary>
    static abstract void Store(T value, float* destination);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract T FusedMultiplyAdd(T a, T b, T c);

    /// <summary>Square root.</summary>
    static abstract T Sqrt(T x);

    /// <summary>Nearest integer, ties to even.</summary>
    static abstract T Round(T x);

    /// <summary><paramref name="whenTrue"/> in the lanes where a &lt; b, otherwise (also for NaN) <paramref name="whenFalse"/>.</summary>
    static abstract T SelectLess(T a, T b, T whenTrue, T whenFalse);

    /// <summary>Absolute value.</summary>
    static abstract T Abs(T x);

    /// <summary>2^n for lanes that hold integers from -126 to 127.</summary>
    static abstract T PowerOfTwo(T n);

    /// <summary>Splits positive normal numbers into mantissa · 2^exponent with a mantissa in [0.5, 1).</summary>
    static abstract void Decompose(T x, out T mantissa, out T exponent);
}
