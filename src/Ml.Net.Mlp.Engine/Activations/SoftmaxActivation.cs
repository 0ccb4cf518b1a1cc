using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// e^(x_j - max) / Σ e^(x_k - max): shifted by the row's largest value so that no exponential overflows.
/// </summary>
internal sealed unsafe class SoftmaxActivation() : Activation("softmax")
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(SimdLevel level, float* row, int count)
    {
        var largest = row[0];
        for (var j = 1; j < count; j++)
        {
            largest = MathF.Max(largest, row[j]);
        }

        for (var j = 0; j < count; j++)
        {
            row[j] -= largest;
        }

        Elementwise.Apply<ExpOperation>(level, row, count);

        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum += row[j];
        }

        var scale = (float)(1 / sum);
        for (var j = 0; j < count; j++)
        {
            row[j] *= scale;
        }
    }

    // The Jacobian is diag(y) - y yᵀ, so the product with a gradient g is y_j (g_j - Σ_k g_k y_k).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(SimdLevel level, float* output, float* gradient, int count)
    {
        var dot = 0.0;
        for (var j = 0; j < count; j++)
        {
            dot += (double)gradient[j] * output[j];
        }

        var shift = (float)dot;
        for (var j = 0; j < count; j++)
        {
            gradient[j] = output[j] * (gradient[j] - shift);
        }
    }

    private readonly struct ExpOperation : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T x) where T : struct, IVec<T> => VectorFunctions.Exp(x);
    }
}
