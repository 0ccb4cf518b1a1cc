using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// How many floating-point operations a second the processor can do at this moment: fused multiply-adds on the widest
/// vectors, each to one of twelve sums in registers, more than any processor's latency needs.
/// </summary>
internal static unsafe class FmaPeak
{
    private const int Sums = 12;
    private const int Rounds = 2_000_000;
    private const int Repeats = 8;

    /// <summary>Bits of the widest vector.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Operations a second of so many threads together: the best of a few tries of some milliseconds.</summary>
    public static double Measure(int threads)
    {
        var (best, start) = (double.PositiveInfinity, 0L);
        using var together = new Barrier(threads, barrier =>
        {
            // Every even phase ends with all threads at the start of the loop, every odd one with all at its end.
            if (barrier.CurrentPhaseNumber % 2 != 0)
            {
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            start = Stopwatch.GetTimestamp();
        });
        var lanes = 0;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < Repeats; i++)
            {
                together.SignalAndWait();
                lanes = Loop();
                together.SignalAndWait();
            }
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        return 2.0 * lanes * Sums * Rounds * threads / best;
    }

    private static int Loop() => Bits switch
    {
        512 => Loop<Vector512<float>, Wide>(),
        256 => Loop<Vector256<float>, Middle>(),
        _ => Loop<Vector128<float>, Narrow>(),
    };

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Loop<T, TMath>()
        where T : unmanaged
        where TMath : IFused<T>
    {
        T s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11;
        s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = s8 = s9 = s10 = s11 = default;
        var x = TMath.Half;
        for (var i = 0; i < Rounds; i++)
        {
            s0 = TMath.Add(x, s0);
            s1 = TMath.Add(x, s1);
            s2 = TMath.Add(x, s2);
            s3 = TMath.Add(x, s3);
            s4 = TMath.Add(x, s4);
            s5 = TMath.Add(x, s5);
            s6 = TMath.Add(x, s6);
            s7 = TMath.Add(x, s7);
            s8 = TMath.Add(x, s8);
            s9 = TMath.Add(x, s9);
            s10 = TMath.Add(x, s10);
            s11 = TMath.Add(x, s11);
        }

        // Looked at, so that no sum is left out.
        var all = TMath.Plus(TMath.Plus(TMath.Plus(s0, s1), TMath.Plus(s2, s3)), TMath.Plus(TMath.Plus(s4, s5), TMath.Plus(s6, s7)));
        all = TMath.Plus(all, TMath.Plus(TMath.Plus(s8, s9), TMath.Plus(s10, s11)));
        return TMath.First(all) > 0 ? sizeof(T) / sizeof(float) : 0;
    }

    /// <summary>What the loop needs of vectors of one width.</summary>
    private interface IFused<T>
    {
        static abstract T Half { get; }

        /// <summary>x · x + sum.</summary>
        static abstract T Add(T x, T sum);

        static abstract T Plus(T a, T b);

        static abstract float First(T x);
    }

    private readonly struct Wide : IFused<Vector512<float>>
    {
        public static Vector512<float> Half => Vector512.Create(0.5f);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Add(Vector512<float> x, Vector512<float> sum) => Vector512.FusedMultiplyAdd(x, x, sum);

        public static Vector512<float> Plus(Vector512<float> a, Vector512<float> b) => a + b;

        public static float First(Vector512<float> x) => x.ToScalar();
    }

    private readonly struct Middle : IFused<Vector256<float>>
    {
        public static Vector256<float> Half => Vector256.Create(0.5f);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Add(Vector256<float> x, Vector256<float> sum) => Vector256.FusedMultiplyAdd(x, x, sum);

        public static Vector256<float> Plus(Vector256<float> a, Vector256<float> b) => a + b;

        public static float First(Vector256<float> x) => x.ToScalar();
    }

    private readonly struct Narrow : IFused<Vector128<float>>
    {
        public static Vector128<float> Half => Vector128.Create(0.5f);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Add(Vector128<float> x, Vector128<float> sum) => Vector128.FusedMultiplyAdd(x, x, sum);

        public static Vector128<float> Plus(Vector128<float> a, Vector128<float> b) => a + b;

        public static float First(Vector128<float> x) => x.ToScalar();
    }
}
