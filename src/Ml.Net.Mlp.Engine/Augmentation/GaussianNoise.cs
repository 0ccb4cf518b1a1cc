using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Adds a normal random number to every feature: like a penalty on the slopes of the network (Bishop, 1995). Keras:
/// <c>GaussianNoise</c> as the first layer. A feature that is missing stays so.
/// </summary>
public sealed unsafe class GaussianNoise : RowAugmentation
{
    private const int Chunk = 256;

    /// <summary>Makes one.</summary>
    /// <param name="standardDeviation">Of the numbers, in the features' unit; 0 or more, 1e30 at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public GaussianNoise(float standardDeviation)
    {
        AugmentationCheck.Require(standardDeviation is >= 0 and <= 1e30f, nameof(standardDeviation), standardDeviation, "0 to 1e30");
        StandardDeviation = standardDeviation;
    }

    /// <summary>Of the numbers that are added.</summary>
    public float StandardDeviation { get; }

    internal override bool KeepsFinite => true;

    /// <inheritdoc/>
    public override void Augment(Span<float> features, int label, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (StandardDeviation > 0)
        {
            Add(SimdSupport.Best, StandardDeviation, random.NextKey(), features);
        }
    }

    /// <summary>Adds the numbers of a stream.</summary>
    /// <param name="level">The instruction set; it does not change the numbers.</param>
    /// <param name="deviation">Their standard deviation.</param>
    /// <param name="key">The stream's key.</param>
    /// <param name="features">What they are added to.</param>
    internal static void Add(SimdLevel level, float deviation, ulong key, Span<float> features)
    {
        var noise = stackalloc float[Chunk];
        fixed (float* values = features)
        {
            for (var first = 0; first < features.Length; first += Chunk)
            {
                var count = Math.Min(Chunk, features.Length - first);
                SignedUniforms.Fill(level, key, first / 2, noise, (count + 1) & ~1);
                VectorLoops.Run(level, new AddNormals(deviation, noise, values + first, count));
            }
        }
    }

    // A value costs a nanosecond.
    internal override long WorkPerRow(int features) => 100L * features;

    private readonly struct AddNormals(float deviation, float* noise, float* values, int count) : IVectorLoop
    {
        private readonly float _deviation = deviation;
        private readonly float* _noise = noise;
        private readonly float* _values = values;
        private readonly int _count = count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>() where T : struct, IVec<T>
        {
            var i = 0;
            for (; i <= _count - T.Count; i += T.Count)
            {
                Add<T>(i);
            }

            for (; i < _count; i++)
            {
                Add<Vec1>(i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Add<T>(int i) where T : struct, IVec<T> =>
            T.Store(
                T.FusedMultiplyAdd(T.Create(_deviation), NormalDistribution.FromUniform(T.Load(_noise + i)), T.Load(_values + i)), _values + i);
    }
}
