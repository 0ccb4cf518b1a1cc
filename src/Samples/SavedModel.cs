using System.Diagnostics;
using Microsoft.ML;

namespace Ml.Net.Mlp.Samples;

/// <summary>Saves a model, has another process load and use it, and compares.</summary>
internal static class SavedModel
{
    /// <exception cref="InvalidOperationException">The other process failed, or its scores are others.</exception>
    public static void Check(MLContext mlContext, ITransformer model, DataViewSchema schema, string path, string data, IDataView scored)
    {
        path = Path.GetFullPath(path);
        mlContext.Model.Save(model, schema, path);
        var fingerprint = ScoreFingerprint.Of(scored);
        Print.Line($"saved to {path}, {new FileInfo(path).Length:N0} bytes");
        Print.Line($"here:          score bits {fingerprint}");
        Console.Out.Flush();

        var lines = RunChild(LoadCommand.Name, path, data);
        foreach (var line in lines)
        {
            Console.WriteLine($"other process: {line}");
        }

        if (!lines.Contains(LoadCommand.FingerprintLine(fingerprint)))
        {
            throw new InvalidOperationException(
                $"The model loaded from '{path}' in another process gives other scores; expected the same to the bit.");
        }

        Print.Line($"the same scores to the bit");
    }

    private static string[] RunChild(params string[] arguments)
    {
        // Whether this runs as Samples or as `dotnet Samples.dll`: the host that is running takes the assembly again.
        var program = Environment.ProcessPath ?? "dotnet";
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(program, isHost ? [typeof(SavedModel).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' does not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new InvalidOperationException(FormattableString.Invariant($"The other process ended with exit code {process.ExitCode}."));
    }
}
