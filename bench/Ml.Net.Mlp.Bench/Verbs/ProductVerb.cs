using System.Diagnostics;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>product KIND SHAPE THREADS</c>: floating-point operations a second of a layer's product, with the multiply-add peak of
/// as many threads: both the best of many short tries that take turns.
/// </summary>
internal static class ProductVerb
{
    private const int Tries = 5;

    public static Line Run(string[] args)
    {
        if (args is not [var kind, var shape, var threadText])
        {
            throw new ArgumentException("usage: product KIND SHAPE THREADS, for example: product forward 128x512x512 1");
        }

        var threads = Verb.ParseCount(threadText, "THREADS");
        using var product = new LayerProduct(kind, shape, SimdSupport.Best, threads);
        var calls = (int)Math.Max(1, 2e8 / product.Flops);
        double Time()
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
            {
                product.Run();
            }

            return product.Flops * calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        var (rate, peak) = (0.0, 0.0);
        for (var i = 0; i < Tries; i++)
        {
            for (var j = 0; j < 20; j++)
            {
                rate = Math.Max(rate, Time());
            }

            peak = Math.Max(peak, FmaPeak.Measure(threads));
        }

        return new Line().Add("rate", rate).Add("peak", peak);
    }
}
