using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Binds an <see cref="IElementwiseFunction"/> to rows of memory.</summary>
internal sealed unsafe class ElementwiseActivation<TFunction>(
    string name, TFunction function, Func<float[], Activation>? with = null, params float[] arguments)
    : Activation(name, arguments)
    where TFunction : struct, IElementwiseFunction
{
    internal override bool ZerosStopGradient { get; } =
        function.Value(Vec1.Zero).ToSingle() == 0 && function.DerivativeFromValue(Vec1.Zero).ToSingle() == 0;

    internal override bool IsDifferentiable => TFunction.IsDifferentiable;

    internal override void Forward(SimdLevel level, float* values, float* derivatives, nint stride, int rows, int columns) =>
        Elementwise.Apply(level, new ValueOperation(function), values, stride, rows, columns);

    internal override void Backward(SimdLevel level, float* known, float* gradient, nint stride, int rows, int columns) =>
        Elementwise.Combine(level, new ChainRule(function), known, gradient, stride, rows, columns);

    internal override NamedComponent With(float[] arguments) => with == null ? this : with(arguments);

    private readonly struct ValueOperation(TFunction function) : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IVec<T> => function.Value(x);
    }

    private readonly struct ChainRule(TFunction function) : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T output, T gradient) where T : struct, IVec<T> =>
            gradient * function.DerivativeFromValue(output);
    }
}
