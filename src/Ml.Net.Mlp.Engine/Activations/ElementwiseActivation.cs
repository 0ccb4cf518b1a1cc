using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Binds an <see cref="IElementwiseFunction"/> to rows of memory.</summary>
internal sealed unsafe class ElementwiseActivation<TFunction>(string name) : Activation(name)
    where TFunction : struct, IElementwiseFunction
{
    internal override bool ZerosStopGradient { get; } =
        TFunction.Value(Vec1.Zero).ToSingle() == 0 && TFunction.DerivativeFromValue(Vec1.Zero).ToSingle() == 0;

    internal override void Forward(SimdLevel level, float* values, nint stride, int rows, int columns) =>
        Elementwise.Apply<ValueOperation>(level, values, stride, rows, columns);

    internal override void Backward(SimdLevel level, float* output, float* gradient, nint stride, int rows, int columns) =>
        Elementwise.Combine<ChainRule>(level, output, gradient, stride, rows, columns);

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
