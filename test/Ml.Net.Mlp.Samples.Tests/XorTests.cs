using System.Globalization;
using System.Text.RegularExpressions;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests;

/// <summary>Two hidden units are enough for the exclusive or, from some initial weights and not from others.</summary>
public sealed class XorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Initial_weights_decide_what_is_found_and_more_units_help_with_noise()
    {
        var run = SampleRun.Successful("xor", "--points", "30", "--epochs", "800", "--pictures", _folder.Path);

        var clean = Accuracies(run, "clean", 2);
        clean.Should().HaveCount(6);
        clean[1].Should().Be(1);
        clean[6].Should().BeLessThan(0.8, "from there the training is stuck");
        Accuracies(run, "noisy", 5).Values.Max().Should().BeGreaterThan(Accuracies(run, "noisy", 2).Values.Max() + 0.02);
        run.LastLine.Should().StartWith("best accuracy clean 1.0000, noisy 0.9");
        foreach (var file in new[] { "xor-clean-2.svg", "xor-noisy-2.svg", "xor-noisy-5.svg" })
        {
            var svg = Svg.Load(_folder[file]);
            svg.All("polyline").Should().HaveCount(6);
            svg.Images.Should().HaveCount(6);
            new FileInfo(_folder[file]).Length.Should().BeLessThan(300_000);
        }
    }

    [Fact]
    public void The_map_tells_the_corners_apart_where_the_exclusive_or_was_learned()
    {
        SampleRun.Successful("xor", "--points", "30", "--starts", "1", "--pictures", _folder.Path);

        var map = Svg.Load(_folder["xor-clean-2.svg"]).Images.Single();
        IsBlue(map[15, 75]).Should().BeTrue("-1 and -1 are the same");
        IsBlue(map[75, 15]).Should().BeTrue("1 and 1 are the same");
        IsBlue(map[15, 15]).Should().BeFalse("-1 and 1 are not");
        IsBlue(map[75, 75]).Should().BeFalse("1 and -1 are not");
    }

    [Theory]
    [InlineData("--starts", "9", "--starts is '9'; expected a whole number from 1 to 8.")]
    [InlineData("--spread", "-1", "--spread is '-1'; expected a number from 0 to 3.")]
    [InlineData("--rate", "0", "--rate is '0'; expected a number from 0.0001 to 10.")]
    public void A_value_out_of_its_range_is_refused(string option, string value, string message) =>
        SampleRun.Of("xor", option, value).Errors.TrimEnd().Should().Be(message);

    private static bool IsBlue((byte R, byte G, byte B) colour) => colour.B > colour.R;

    /// <summary>From the table at the end: the accuracy of each seed.</summary>
    private static Dictionary<int, double> Accuracies(SampleRun run, string data, int hidden) => run.Lines
        .Select(line => Regex.Match(line, $@"^{data} +{hidden} +(\d+) +[\d.]+ +([\d.]+)$"))
        .Where(match => match.Success)
        .ToDictionary(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
}
