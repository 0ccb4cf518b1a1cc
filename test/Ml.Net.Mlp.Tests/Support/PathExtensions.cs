namespace Ml.Net.Mlp.Tests.Support;

internal static class PathExtensions
{
    /// <summary>The files of data/ are copied beside the test program, wherever it is started from.</summary>
    public static string BesideThisProgram(this string path) => Path.Combine(AppContext.BaseDirectory, path);
}
