using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A random displacement for each pixel, smooth over some distance (Simard et al., 2003): both of its components are uniform in
/// [-1, 1], drawn for the image and for what lies around it, and then weighted by a Gaussian whose weights sum to 1. So each has mean 0
/// and the same variance at every pixel, 1/3 · (Σ weights²)², about 1 / (12 π σ²). One user at a time.
/// </summary>
internal sealed unsafe class ElasticField
{
    /// <summary>Rows are padded to whole vectors of any width.</summary>
    private const int Unit = 16;

    /// <summary>Where the Gaussian ends, in standard deviations.</summary>
    private const int Reach = 3;

    private readonly int _height;
    private readonly int _drawn;
    private readonly int _noiseStride;
    private readonly int _stride;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _noise;
    private readonly AlignedBuffer _smoothColumns;
    private readonly AlignedBuffer _field;

    /// <summary>Makes room for an image.</summary>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="sigma">Standard deviation of the Gaussian, in pixels.</param>
    public ElasticField(int width, int height, float sigma)
    {
        var radius = (int)MathF.Ceiling(Reach * sigma);
        _height = height;
        _drawn = 2 * (width + (2 * radius));
        _noiseStride = Pad(_drawn);
        _stride = Pad(2 * width);
        _weights = CreateWeights(radius, sigma);
        _noise = new AlignedBuffer((long)(height + (2 * radius)) * _noiseStride);

        // The last vector of a row reaches a little further than what was drawn; what it finds there counts for no pixel.
        _smoothColumns = new AlignedBuffer(_noiseStride + Unit, color: 1);
        _field = new AlignedBuffer((long)height * _stride, color: 2);
    }

    /// <summary>The weights of the Gaussian, which sum to 1.</summary>
    public ReadOnlySpan<float> Weights => _weights.Span;

    /// <summary>Work of <see cref="Draw"/>, as <see cref="WorkerTeam.Run"/> takes it.</summary>
    public static long Work(int width, int height, float sigma)
    {
        var around = 2 * (long)MathF.Ceiling(Reach * sigma);

        // A draw takes a nanosecond, a multiply-add a tenth to a twentieth.
        return ((height + around) * (width + around) * 100) + (10 * 2 * height * (around + 1) * (width + around + width));
    }

    /// <summary>Draws a field.</summary>
    /// <param name="level">The instruction set; it does not change the numbers.</param>
    /// <param name="key">The key of its random stream.</param>
    public void Draw(SimdLevel level, ulong key)
    {
        for (var y = 0; y < _noise.Length / _noiseStride; y++)
        {
            SignedUniforms.Fill(level, key, (long)y * (_drawn / 2), _noise.Pointer + ((long)y * _noiseStride), _drawn);
        }

        for (var y = 0; y < _height; y++)
        {
            VectorLoops.Run(level, new Smoothing(_weights, _noise.Pointer + ((long)y * _noiseStride), _noiseStride, _smoothColumns.Pointer, _noiseStride));
            VectorLoops.Run(level, new Smoothing(_weights, _smoothColumns.Pointer, step: 2, Row(y), _stride));
        }
    }

    /// <summary>The displacements of a row's pixels: x and y of the first, x and y of the second, and so on.</summary>
    public float* Row(int y) => _field.Pointer + ((long)y * _stride);

    private static int Pad(int count) => (count + Unit - 1) / Unit * Unit;

    private static AlignedBuffer CreateWeights(int radius, float sigma)
    {
        var weights = new double[(2 * radius) + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            var distance = (i - radius) / (double)sigma;
            weights[i] = ExactMath.Exp2(-0.5 / ExactMath.Ln2 * distance * distance);
        }

        var sum = weights.Sum();
        var buffer = new AlignedBuffer(weights.Length);
        for (var i = 0; i < weights.Length; i++)
        {
            buffer.Span[i] = (float)(weights[i] / sum);
        }

        return buffer;
    }

    /// <summary>to[j] = Σ_i weights[i] · from[j + i · step], each sum from the first term to the last.</summary>
    private readonly struct Smoothing(AlignedBuffer weights, float* from, int step, float* to, int count) : IVectorLoop
    {
        private readonly float* _weights = weights.Pointer;
        private readonly int _terms = weights.Length;
        private readonly float* _from = from;
        private readonly int _step = step;
        private readonly float* _to = to;
        private readonly int _count = count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>() where T : struct, IVec<T>
        {
            // Four sums side by side, so that one does not wait for the other.
            var j = 0;
            for (; j <= _count - (4 * T.Count); j += 4 * T.Count)
            {
                var (sum0, sum1, sum2, sum3) = (T.Zero, T.Zero, T.Zero, T.Zero);
                var source = _from + j;
                for (var i = 0; i < _terms; i++, source += _step)
                {
                    var weight = T.Create(_weights[i]);
                    sum0 = T.FusedMultiplyAdd(weight, T.Load(source), sum0);
                    sum1 = T.FusedMultiplyAdd(weight, T.Load(source + T.Count), sum1);
                    sum2 = T.FusedMultiplyAdd(weight, T.Load(source + (2 * T.Count)), sum2);
                    sum3 = T.FusedMultiplyAdd(weight, T.Load(source + (3 * T.Count)), sum3);
                }

                T.Store(sum0, _to + j);
                T.Store(sum1, _to + j + T.Count);
                T.Store(sum2, _to + j + (2 * T.Count));
                T.Store(sum3, _to + j + (3 * T.Count));
            }

            for (; j < _count; j += T.Count)
            {
                var sum = T.Zero;
                var source = _from + j;
                for (var i = 0; i < _terms; i++, source += _step)
                {
                    sum = T.FusedMultiplyAdd(T.Create(_weights[i]), T.Load(source), sum);
                }

                T.Store(sum, _to + j);
            }
        }
    }
}
