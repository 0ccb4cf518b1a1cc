using System.Collections.Immutable;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>The normal distribution function of the fitted mean and deviation; 0 where the value is not finite or the slot is constant.</summary>
internal sealed class CdfFunction<T> : SlotFunction<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private static readonly T _erfConstant = T.CreateTruncating(0.147);

    private readonly T[] _mean;
    private readonly T[] _deviation;

    public CdfFunction(T[] mean, T[] deviation)
    {
        _mean = mean;
        _deviation = deviation;
    }

    public override int Slots => _mean.Length;

    public T[] Mean => _mean;

    public T[] Deviation => _deviation;

    protected override bool KeepsImplicitZeros => true;

    /// <summary>Uses ML.NET's approximation of the error function: erf(x)^2 = 1 - exp(-x^2 (4/pi + a x^2) / (1 + a x^2)).</summary>
    public override T Apply(int slot, T value)
    {
        if (_deviation[slot] <= T.Epsilon || !T.IsFinite(value))
            return T.Zero;
        var x = (value - _mean[slot]) / _deviation[slot];
        var half = x * x / T.CreateTruncating(2);
        var scaled = _erfConstant * half;
        var exponent = double.CreateTruncating(-half) * (4 / Math.PI + double.CreateTruncating(scaled)) / double.CreateTruncating(T.One + scaled);
        return T.CreateTruncating(0.5 + 0.5 * T.Sign(x) * Math.Sqrt(1 - Math.Exp(exponent)));
    }

    public override NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector)
        => isVector
            ? new NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>(
                ImmutableArray.Create(_mean), ImmutableArray.Create(_deviation), false)
            : new NormalizingTransformer.CdfNormalizerModelParameters<T>(_mean[0], _deviation[0], false);
}
