using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// e^(x_j - max) / Σ e^(x_k - max): shifted by the row's largest value so that no exponential overflows.
/// </summary>
internal sealed unsafe class SoftmaxActivation() : Activation("softmax")
{
    internal override bool IsElementwise => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(SimdLevel level, float* values, float* derivatives, nint stride, int rows, int columns)
    {
        for (var row = values; row < values + (rows * stride); row += stride)
        {
            var largest = row[0];
            for (var j = 1; j < columns; j++)
            {
                largest = row[j] > largest ? row[j] : largest;
            }

            for (var j = 0; j < columns; j++)
            {
                row[j] -= largest;
            }
        }

        Elementwise.Apply(level, default(ExpOperation), values, stride, rows, columns);

        for (var row = values; row < values + (rows * stride); row += stride)
        {
            var sum = 0.0;
            for (var j = 0; j < columns; j++)
            {
                sum += row[j];
            }

            var scale = (float)(1 / sum);
            for (var j = 0; j < columns; j++)
            {
                row[j] *= scale;
            }
        }
    }

    // The Jacobian is diag(y) - y yᵀ, so the product with a gradient g is y_j (g_j - Σ_k g_k y_k).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(SimdLevel level, float* known, float* gradient, nint stride, int rows, int columns)
    {
        for (; rows > 0; rows--, known += stride, gradient += stride)
        {
            var dot = 0.0;
            for (var j = 0; j < columns; j++)
            {
                dot += (double)gradient[j] * known[j];
            }

            var shift = (float)dot;
            for (var j = 0; j < columns; j++)
            {
                gradient[j] = known[j] * (gradient[j] - shift);
            }
        }
    }

    private readonly struct ExpOperation : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IVec<T> => VectorFunctions.Exp(x);
    }
}
