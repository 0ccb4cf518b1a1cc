using System.Diagnostics;
using System.Globalization;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Starts this test program's own Main in a process of its own.</summary>
internal static class ChildProcess
{
    public static string[] Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, errors.Result);
        return output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A prediction as the child prints it.</summary>
    public static string Line(IrisPrediction prediction) =>
        $"{prediction.PredictedLabel} {string.Join(' ', prediction.Score.Select(s => s.ToString("R", CultureInfo.InvariantCulture)))}";
}
