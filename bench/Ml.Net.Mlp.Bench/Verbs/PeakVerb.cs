namespace Ml.Net.Mlp.Bench;

/// <summary><c>peak THREADS</c>: the multiply-add peak in floating-point operations a second.</summary>
internal static class PeakVerb
{
    public static Line Run(string[] args) => args is [var threads]
        ? new Line().Add("peak", FmaPeak.Measure(Verb.ParseCount(threads, "THREADS")))
        : throw new ArgumentException("usage: peak THREADS");
}
