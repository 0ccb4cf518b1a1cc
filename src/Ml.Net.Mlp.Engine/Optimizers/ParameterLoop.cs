using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Runs a rule over a segment in one pass over parameters, gradient and moments.</summary>
internal static unsafe class ParameterLoop
{
    public static void Run<TRule>(SimdLevel level, TRule rule, in OptimizerStep step)
        where TRule : struct, IParameterRule
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                Body<TRule, Vec512>(rule, step);
                break;
            case SimdLevel.Vector256:
                Body<TRule, Vec256>(rule, step);
                break;
            case SimdLevel.Vector128:
                Body<TRule, Vec128>(rule, step);
                break;
            default:
                Body<TRule, Vec1>(rule, step);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Body<TRule, T>(TRule rule, OptimizerStep step)
        where TRule : struct, IParameterRule
        where T : struct, IVec<T>
    {
        var parameters = step.Parameters;
        var gradients = step.Gradient;
        var moments1 = step.Moment1;
        var moments2 = step.Moment2;
        var l2 = T.Create(step.L2);
        for (var i = 0; i < step.Count; i += T.Count)
        {
            var parameter = T.Load(parameters + i);
            var gradient = T.FusedMultiplyAdd(l2, parameter, T.Load(gradients + i));
            var moment1 = moments1 == null ? T.Zero : T.Load(moments1 + i);
            var moment2 = moments2 == null ? T.Zero : T.Load(moments2 + i);
            rule.Update(ref parameter, gradient, ref moment1, ref moment2);
            T.Store(parameter, parameters + i);
            if (moments1 != null)
            {
                T.Store(moment1, moments1 + i);
            }

            if (moments2 != null)
            {
                T.Store(moment2, moments2 + i);
            }
        }
    }
}
