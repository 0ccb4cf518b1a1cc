using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>The step of <see cref="AdamOptimizer"/>.</summary>
internal readonly struct AdamRule(AdamFamilyOptimizer adam, in OptimizerStep step) : IParameterRule
{
    private readonly AdamMoments _moments = new(adam, step.Number);
    private readonly float _stepSize = AdamMoments.StepSize(adam, step);

    public static int MomentCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update<T>(ref T parameter, T gradient, ref T moment1, ref T moment2, ref T moment3) where T : struct, IVec<T>
    {
        moment1 = _moments.Mean(moment1, gradient);
        moment2 = _moments.Square(moment2, gradient);
        parameter -= T.Create(_stepSize) * moment1 / _moments.Denominator(moment2);
    }
}
