using System.Runtime.InteropServices;

namespace Ml.Net.Mlp.Bench;

/// <summary><c>about</c>: what a table of figures must name.</summary>
internal static class AboutVerb
{
    public static Line Run(string[] args) => new Line()
        .Add("dotnet", RuntimeInformation.FrameworkDescription)
        .Add("vector", $"{FmaPeak.Bits} bits")
        .Add("processors", Environment.ProcessorCount);
}
