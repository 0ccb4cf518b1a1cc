using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Sums over a flat array in double precision, on all threads: chunks of a fixed length, added up from the first to the last,
/// so the number of threads changes no bit. A product of two floats is exact in double precision, and the lanes are always
/// sixteen: so the instruction set changes none either.
/// </summary>
internal sealed unsafe class DoubleSums
{
    /// <summary>Values of a chunk, at most: two streams of it fit the first-level cache.</summary>
    private const int ChunkLength = 2048;

    private readonly WorkerTeam _team;
    private readonly (long First, int Count)[] _chunks;
    private readonly double[] _sums;
    private readonly Action<int, int> _products;
    private readonly Action<int, int> _absolutes;

    private float* _a;
    private float* _b;

    /// <summary>Cuts ranges into chunks.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="ranges">First value and number of values, multiples of 16, of each range to sum over.</param>
    public DoubleSums(WorkerTeam team, IEnumerable<(long First, long Count)> ranges)
    {
        _team = team;
        _chunks = [.. ranges.SelectMany(range => Cut(range.First, range.Count))];
        _sums = new double[_chunks.Length];
        _products = (first, end) => Sum(first, end, absolute: false);
        _absolutes = (first, end) => Sum(first, end, absolute: true);
    }

    /// <summary>Σ a_i b_i</summary>
    public double Products(AlignedBuffer a, AlignedBuffer b) => Run(a, b, _products);

    /// <summary>Σ |a_i|</summary>
    public double Absolutes(AlignedBuffer a) => Run(a, a, _absolutes);

    private static IEnumerable<(long First, int Count)> Cut(long first, long count)
    {
        for (var done = 0L; done < count; done += ChunkLength)
        {
            yield return (first + done, (int)Math.Min(ChunkLength, count - done));
        }
    }

    private double Run(AlignedBuffer a, AlignedBuffer b, Action<int, int> body)
    {
        _a = a.Pointer;
        _b = b.Pointer;

        // A tenth of a nanosecond a value.
        _team.Run(_chunks.Length, 10L * ChunkLength * _chunks.Length, body);
        var sum = 0.0;
        foreach (var chunk in _sums)
        {
            sum += chunk;
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return sum;
    }

    private void Sum(int first, int end, bool absolute)
    {
        for (var i = first; i < end; i++)
        {
            var (start, count) = _chunks[i];
            _sums[i] = absolute ? Absolutes(_a + start, count) : Products(_a + start, _b + start, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Products(float* a, float* b, int count)
    {
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (var i = 0; i < count; i += 16)
        {
            var (a0, a1) = Vector256.Widen(Vector256.Load(a + i));
            var (a2, a3) = Vector256.Widen(Vector256.Load(a + i + 8));
            var (b0, b1) = Vector256.Widen(Vector256.Load(b + i));
            var (b2, b3) = Vector256.Widen(Vector256.Load(b + i + 8));
            sum0 += a0 * b0;
            sum1 += a1 * b1;
            sum2 += a2 * b2;
            sum3 += a3 * b3;
        }

        return Fold(sum0, sum1, sum2, sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Absolutes(float* a, int count)
    {
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (var i = 0; i < count; i += 16)
        {
            var (a0, a1) = Vector256.Widen(Vector256.Abs(Vector256.Load(a + i)));
            var (a2, a3) = Vector256.Widen(Vector256.Abs(Vector256.Load(a + i + 8)));
            sum0 += a0;
            sum1 += a1;
            sum2 += a2;
            sum3 += a3;
        }

        return Fold(sum0, sum1, sum2, sum3);
    }

    private static double Fold(Vector256<double> sum0, Vector256<double> sum1, Vector256<double> sum2, Vector256<double> sum3)
    {
        var sum = (sum0 + sum1) + (sum2 + sum3);
        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
}
