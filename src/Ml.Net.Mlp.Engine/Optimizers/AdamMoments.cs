using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Adam's running means: <c>m ← β1 m + (1 - β1) g</c>, <c>v ← β2 v + (1 - β2) g²</c>, and what corrects v's start at 0.</summary>
internal readonly struct AdamMoments
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _gain1;
    private readonly float _gain2;
    private readonly float _epsilon;
    private readonly float _correction2;

    // The corrections of both moments are constants of the step: double precision costs nothing here.
    public AdamMoments(AdamFamilyOptimizer adam, long step)
    {
        _beta1 = adam.Beta1;
        _beta2 = adam.Beta2;
        _gain1 = (float)(1.0 - adam.Beta1);
        _gain2 = (float)(1.0 - adam.Beta2);
        _epsilon = adam.Epsilon;
        _correction2 = (float)(1 / Math.Sqrt(1 - ExactMath.Power(adam.Beta2, step)));
    }

    /// <summary>The learning rate over the correction of the first moment.</summary>
    public static float StepSize(AdamFamilyOptimizer adam, in OptimizerStep step) =>
        (float)(step.LearningRate / (1 - ExactMath.Power(adam.Beta1, step.Number)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Mean<T>(T moment1, T gradient) where T : struct, IVec<T> =>
        VectorFunctions.FlushTiny(T.FusedMultiplyAdd(T.Create(_gain1), gradient, T.Create(_beta1) * moment1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Square<T>(T moment2, T gradient) where T : struct, IVec<T> =>
        VectorFunctions.FlushTiny(T.FusedMultiplyAdd(T.Create(_gain2) * gradient, gradient, T.Create(_beta2) * moment2));

    /// <summary><c>sqrt(v / (1 - β2^t)) + ε</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Denominator<T>(T moment2) where T : struct, IVec<T> =>
        T.FusedMultiplyAdd(T.Sqrt(moment2), T.Create(_correction2), T.Create(_epsilon));
}
