using System.Diagnostics;
using System.Globalization;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// A training that is killed while it trains or writes goes on from its last checkpoint. bench/kill-resume.sh does it a hundred times.
/// </summary>
public sealed class KillTests
{
    [Fact]
    public void KillingItNeverLosesMoreThanTheEpochUnderWay()
    {
        const int Kills = 4;
        using var place = new FilePlace();
        var epoch = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Start(place["c"], epochs: 100_000);
            epoch = Follow(process, epoch, epochs: 3 + (2 * kill));
            process.Kill();
            process.WaitForExit();

            // What it printed and nobody has read.
            epoch = Follow(process, epoch, epochs: int.MaxValue);
            CheckpointFile.Load(place["c"]).Header.Course.Epochs.Count.Should().BeInRange(epoch, epoch + 1);
        }

        using var last = Start(place["c"], epoch + 3);
        var lines = last.StandardOutput.ReadToEnd().Split(Environment.NewLine);
        last.WaitForExit();

        lines.Should().Contain($"hash {KilledTraining.Hash(epoch + 3)}");
    }

    private static Process Start(string path, int epochs)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(KillTests).Assembly.Location);
        start.ArgumentList.Add("train-with-checkpoints");
        start.ArgumentList.Add(path);
        start.ArgumentList.Add(epochs.ToString(CultureInfo.InvariantCulture));
        return Process.Start(start)!;
    }

    /// <summary>Reads of some epochs, the first of which must follow the one before, or the one after that whose line was lost.</summary>
    private static int Follow(Process process, int epoch, int epochs)
    {
        for (var read = 0; read < epochs && process.StandardOutput.ReadLine() is { } line; read++)
        {
            var next = int.Parse(line["epoch ".Length..], CultureInfo.InvariantCulture);
            next.Should().BeInRange(epoch + 1, epoch + (read == 0 ? 2 : 1));
            epoch = next;
        }

        return epoch;
    }
}
