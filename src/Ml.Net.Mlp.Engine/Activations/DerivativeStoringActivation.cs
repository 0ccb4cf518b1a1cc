using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Binds an <see cref="IFunctionWithDerivative"/> to rows of memory.</summary>
internal sealed unsafe class DerivativeStoringActivation<TFunction>(
    string name, TFunction function, Func<float[], Activation>? with = null, params float[] arguments)
    : Activation(name, arguments)
    where TFunction : struct, IFunctionWithDerivative
{
    internal override bool StoresDerivative => true;

    internal override void Forward(SimdLevel level, float* values, float* derivatives, nint stride, int rows, int columns)
    {
        if (derivatives == null)
        {
            Elementwise.Apply(level, new ValueOperation(function), values, stride, rows, columns);
        }
        else
        {
            Elementwise.ApplyPair(level, new PairOperation(function), values, derivatives, stride, rows, columns);
        }
    }

    internal override void Backward(SimdLevel level, float* known, float* gradient, nint stride, int rows, int columns) =>
        Elementwise.Combine(level, default(ChainRule), known, gradient, stride, rows, columns);

    internal override NamedComponent With(float[] arguments) => with == null ? this : with(arguments);

    private readonly struct ValueOperation(TFunction function) : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IVec<T> => function.Value(x);
    }

    private readonly struct PairOperation(TFunction function) : IPairOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, out T second) where T : struct, IVec<T> => function.Value(x, out second);
    }

    private readonly struct ChainRule : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T derivative, T gradient) where T : struct, IVec<T> => gradient * derivative;
    }
}
