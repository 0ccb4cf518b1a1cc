using System.Diagnostics;

namespace Ml.Net.Mlp.Bench;

/// <summary>Medians of repeated measurements.</summary>
internal static class Repeat
{
    /// <summary>
    /// The median of what <paramref name="time"/> returns in the second half of the given seconds; the first half warms up.
    /// Three times at least.
    /// </summary>
    public static double Median(Func<double> time, double seconds)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            time();
        }
        while (clock.Elapsed.TotalSeconds < seconds / 2);

        var times = new List<double>();
        do
        {
            times.Add(time());
        }
        while (times.Count < 3 || clock.Elapsed.TotalSeconds < seconds);
        times.Sort();
        return times[times.Count / 2];
    }
}
