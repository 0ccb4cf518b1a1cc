using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Runs a rule over a segment in one pass over parameters, gradient and moments.</summary>
internal static unsafe class ParameterLoop
{
    public static void Run<TRule>(SimdLevel level, TRule rule, in OptimizerStep step)
        where TRule : struct, IParameterRule
    {
        if (step.Shape is { } shape)
        {
            Run(level, rule, shape, step);
        }
        else
        {
            Run(level, rule, default(PlainGradient), step);
        }
    }

    private static void Run<TRule, TForm>(SimdLevel level, TRule rule, TForm form, in OptimizerStep step)
        where TRule : struct, IParameterRule
        where TForm : struct, IGradientForm
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                Body<TRule, TForm, Vec512>(rule, form, step);
                break;
            case SimdLevel.Vector256:
                Body<TRule, TForm, Vec256>(rule, form, step);
                break;
            case SimdLevel.Vector128:
                Body<TRule, TForm, Vec128>(rule, form, step);
                break;
            default:
                Body<TRule, TForm, Vec1>(rule, form, step);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Body<TRule, TForm, T>(TRule rule, TForm form, in OptimizerStep step)
        where TRule : struct, IParameterRule
        where TForm : struct, IGradientForm
        where T : struct, IVec<T>
    {
        var parameters = step.Parameters;
        var gradients = step.Gradient;
        var moments1 = step.Moment1;
        var moments2 = step.Moment2;
        var moments3 = step.Moment3;
        var count = step.Count;
        var l2 = T.Create(step.L2);
        for (var i = 0; i < count; i += T.Count)
        {
            var parameter = T.Load(parameters + i);
            var gradient = T.FusedMultiplyAdd(l2, parameter, form.Clip(T.Load(gradients + i)));
            form.Regularize(ref parameter, ref gradient);
            var moment1 = TRule.MomentCount > 0 ? T.Load(moments1 + i) : T.Zero;
            var moment2 = TRule.MomentCount > 1 ? T.Load(moments2 + i) : T.Zero;
            var moment3 = TRule.MomentCount > 2 ? T.Load(moments3 + i) : T.Zero;
            rule.Update(ref parameter, gradient, ref moment1, ref moment2, ref moment3);
            T.Store(parameter, parameters + i);
            if (TRule.MomentCount > 0)
            {
                T.Store(moment1, moments1 + i);
            }

            if (TRule.MomentCount > 1)
            {
                T.Store(moment2, moments2 + i);
            }

            if (TRule.MomentCount > 2)
            {
                T.Store(moment3, moments3 + i);
            }
        }
    }
}
