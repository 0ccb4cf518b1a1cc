using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Normal random vectors made orthonormal, times a gain: as many as the layer has inputs or outputs, whichever are fewer. Every
/// such set of vectors is equally likely, because Gram and Schmidt's triangular factor has a positive diagonal
/// (Mezzadri, 2007). In double precision and with fixed lanes, so that the bits are the same everywhere.
/// </summary>
internal sealed unsafe class OrthogonalInitializer(float gain) : Initializer("orthogonal", RequirePositive(gain, nameof(gain)))
{
    /// <summary>Vectors that the later ones are made orthogonal to while these are in the cache.</summary>
    private const int BlockVectors = 16;

    /// <summary>Vectors are padded with zeros to a multiple of this.</summary>
    private const int Lanes = 8;

    internal override NamedComponent With(float[] arguments) => new OrthogonalInitializer(arguments[0]);

    internal override void Fill(float* panels, CounterRandom random, int inputs, int outputs)
    {
        var columns = inputs >= outputs;
        var vectors = DrawVectors(ref random, Math.Min(inputs, outputs), Math.Max(inputs, outputs));
        Orthonormalize(vectors);
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                var value = columns ? vectors[output][input] : vectors[input][output];
                panels[PanelLayout.Index(inputs, input, output)] = (float)(gain * value);
            }
        }
    }

    private static double[][] DrawVectors(ref CounterRandom random, int count, int length)
    {
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            vectors[i] = new double[(length + Lanes - 1) / Lanes * Lanes];
            for (var j = 0; j < length; j++)
            {
                vectors[i][j] = random.NextNormal();
            }
        }

        return vectors;
    }

    // Modified Gram-Schmidt. Each vector meets the earlier ones in their order, whatever the blocks.
    private static void Orthonormalize(double[][] vectors)
    {
        for (var first = 0; first < vectors.Length; first += BlockVectors)
        {
            var end = Math.Min(first + BlockVectors, vectors.Length);
            for (var j = first; j < vectors.Length; j++)
            {
                for (var i = first; i < Math.Min(j, end); i++)
                {
                    AddMultiple(vectors[j], vectors[i], -Dot(vectors[i], vectors[j]));
                }

                if (j < end)
                {
                    Normalize(vectors[j]);
                }
            }
        }
    }

    private static void Normalize(double[] vector)
    {
        var factor = 1 / Math.Sqrt(Dot(vector, vector));
        foreach (ref var value in vector.AsSpan())
        {
            value *= factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(double[] a, double[] b)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(a);
        ref var y = ref MemoryMarshal.GetArrayDataReference(b);
        var even = Vector256<double>.Zero;
        var odd = Vector256<double>.Zero;
        for (nuint i = 0; i < (nuint)a.Length; i += Lanes)
        {
            even += Vector256.LoadUnsafe(ref x, i) * Vector256.LoadUnsafe(ref y, i);
            odd += Vector256.LoadUnsafe(ref x, i + (Lanes / 2)) * Vector256.LoadUnsafe(ref y, i + (Lanes / 2));
        }

        var sum = even + odd;
        return sum[0] + sum[1] + (sum[2] + sum[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddMultiple(double[] to, double[] from, double factor)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(to);
        ref var y = ref MemoryMarshal.GetArrayDataReference(from);
        var factors = Vector256.Create(factor);
        for (nuint i = 0; i < (nuint)to.Length; i += Lanes / 2)
        {
            (Vector256.LoadUnsafe(ref x, i) + (factors * Vector256.LoadUnsafe(ref y, i))).StoreUnsafe(ref x, i);
        }
    }
}
