using System.Globalization;
using System.Text.RegularExpressions;
using Ml.Net.Mlp.Samples.Autoencoder;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests;

/// <summary>Digits through a code of few values.</summary>
public sealed class AutoencoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void More_values_keep_more_and_scattered_pixels_are_found_strange()
    {
        var run = SampleRun.Successful(
            "autoencoder", "--rows", "200", "--test-rows", "200", "--batch", "4", "--epochs", "8", "--hidden", "32", "--code", "16", "--pictures", _folder.Path);

        var result = Regex.Match(run.LastLine, @"^reconstruction error ([\d.]+) from 16 values, ([\d.]+) from 2$");
        result.Success.Should().BeTrue(run.LastLine);
        Number(result, 1).Should().BeLessThan(Number(result, 2));
        Number(result, 2).Should().BeLessThan(0.068, "that is the error of the mean image");
        var scattered = run.Lines.Select(line => Regex.Match(line, @"^digits with their pixels scattered .* ([\d.]+)$")).Single(match => match.Success);
        Number(scattered, 1).Should().BeGreaterThan(0.9);
        run.Lines.Should().Contain(line => line.StartsWith("digit 0, left out when learning"));
        Svg.Load(_folder["autoencoder.svg"]).Images.Should().HaveCount(60);
        var map = Svg.Load(_folder["autoencoder-map.svg"]);
        map.Texts.Should().Contain("200 test images");
        map.All("path").Where(path => path.Attribute("class")!.Value == "rim").Sum(path => path.Attribute("d")!.Value.Count(c => c == 'M'))
            .Should().Be(200, "each is a point");
        map.Images.Should().HaveCount(144);
        Svg.Load(_folder["autoencoder-strange.svg"]).Images.Should().HaveCount(40);
        Directory.GetFiles(_folder.Path).Should().OnlyContain(file => new FileInfo(file).Length < 300_000);
    }

    [Fact]
    public void A_pretrained_network_is_set_beside_one_that_is_not()
    {
        var run = SampleRun.Successful(
            "stacked", "--rows", "300", "--hidden", "40,30", "--epochs", "8", "--pretraining-epochs", "4", "--adam", "--pictures", _folder.Path);

        run.Lines[^2].Should().MatchRegex(@"^test accuracy 0\.\d{4} from random weights$");
        run.LastLine.Should().MatchRegex(@"^test accuracy 0\.\d{4} pretrained$");
        run.Lines.Should().Contain(line => line.StartsWith("hidden layer 2, epoch 4 of its autoencoder: half the squared error "));
        Svg.Load(_folder["stacked.svg"]).All("polyline").Should().HaveCount(4 + 4 + 2);
    }

    [Theory]
    [InlineData("autoencoder", "--rows", "99", "--rows is '99'; expected a whole number from 100 to 60000.")]
    [InlineData("autoencoder", "--leave-out", "10", "--leave-out is '10'; expected a whole number from 0 to 9.")]
    [InlineData("autoencoder", "--code", "0", "--code is '0'; expected a whole number from 1 to 784.")]
    [InlineData("stacked", "--corruption", "1", "--corruption is '1'; expected a number from 0 to 0.99.")]
    [InlineData("stacked", "--pretraining-epochs", "0", "--pretraining-epochs is '0'; expected a whole number from 1 to 100000.")]
    public void A_value_out_of_its_range_is_refused(string sample, string option, string value, string message) =>
        SampleRun.Of(sample, option, value).Errors.TrimEnd().Should().Be(message);

    [Fact]
    public void The_pretrained_network_needs_a_hidden_layer()
    {
        var run = SampleRun.Of("stacked", "--rows", "100", "--hidden", "none", "--epochs", "1", "--pictures", _folder.Path);

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith("Pretraining is given; expected null, because there is no hidden layer.");
    }

    [Theory]
    [InlineData(new float[] { 1, 2, 3 }, new float[] { 4, 5 }, 1)]
    [InlineData(new float[] { 4, 5 }, new float[] { 1, 2, 3 }, 0)]
    [InlineData(new float[] { 1, 3 }, new float[] { 2, 3 }, 0.625)]
    public void The_area_under_the_curve_counts_pairs(float[] usual, float[] strange, double area) => RocArea.Of(usual, strange).Should().Be(area);

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
