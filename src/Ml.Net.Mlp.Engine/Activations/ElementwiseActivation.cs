using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Binds an <see cref="IElementwiseFunction"/> to rows of memory.</summary>
internal sealed unsafe class ElementwiseActivation<TFunction>(string name) : Activation(name)
    where TFunction : struct, IElementwiseFunction
{
    internal override void Forward(SimdLevel level, float* row, int count) =>
        Elementwise.Apply<ValueOperation>(level, row, count);

    internal override void Backward(SimdLevel level, float* output, float* gradient, int count) =>
        Elementwise.Combine<ChainRule>(level, output, gradient, count);

    private readonly struct ValueOperation : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T x) where T : struct, IVec<T> => TFunction.Value(x);
    }

    private readonly struct ChainRule : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T output, T gradient) where T : struct, IVec<T> =>
            gradient * TFunction.DerivativeFromValue(output);
    }
}
