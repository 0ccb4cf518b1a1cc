using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests;

/// <summary>The perceptron learns what a line can tell apart and nothing else, and so does Adaline.</summary>
public sealed class PerceptronTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("perceptron", "1")]
    [InlineData("perceptron", "2")]
    [InlineData("perceptron", "77")]
    [InlineData("adaline", "1")]
    [InlineData("adaline", "2")]
    [InlineData("adaline", "77")]
    public void Lines_separate_and_or_and_three_clouds_and_never_the_exclusive_or(string sample, string seed)
    {
        var run = SampleRun.Successful(sample, "--seed", seed, "--pictures", _folder.Path);

        run.LastLine.Should().MatchRegex("^accuracy AND 1.0000, OR 1.0000, XOR 0.(25|50|75)00, clouds 1.0000$");
    }

    [Fact]
    public void The_perceptron_ends_with_a_pass_without_mistakes_and_on_the_exclusive_or_never()
    {
        var run = SampleRun.Successful("perceptron", "--epochs", "30", "--pictures", _folder.Path);

        var mistakes = run.Lines.Where(line => line.StartsWith("mistakes", StringComparison.Ordinal)).ToList();
        mistakes.Should().HaveCount(4);
        mistakes[0].Should().EndWith(" 0");
        mistakes[1].Should().EndWith(" 0");
        mistakes[2].Should().EndWith(" ...").And.NotContain(" 0");
        mistakes[3].Should().EndWith(" 0");
        run.Output.Should().Contain("in 30 passes, and there is no end to it");
    }

    [Fact]
    public void The_perceptron_learns_whatever_the_size_of_its_steps()
    {
        var run = SampleRun.Successful("perceptron", "--rate", "0.01", "--pictures", _folder.Path);

        run.LastLine.Should().Contain("AND 1.0000, OR 1.0000").And.EndWith("clouds 1.0000");
    }

    [Fact]
    public void Adaline_comes_to_the_least_squares()
    {
        var run = SampleRun.Successful("adaline", "--epochs", "1000", "--pictures", _folder.Path);

        var answers = run.Lines.SkipWhile(line => line != "== AND: one unit").ToList();
        answers[2].Should().Be("least squares  0.500 x1 + 0.500 x2 - 0.500 > 0");
        answers[1].Should().MatchRegex(@"^answer 1 where 0\.(49|50)\d x1 \+ 0\.(49|50)\d x2 - 0\.(49|50)\d > 0$");
        run.Output.Should().Contain("least squares  0.000 x1 + 0.000 x2 + 0.000 > 0", "no line is better than none for the exclusive or");
    }

    [Theory]
    [InlineData("perceptron")]
    [InlineData("adaline")]
    public void The_picture_shows_four_maps_and_two_curves(string sample)
    {
        var run = SampleRun.Successful(sample, "--pictures", _folder.Path);

        run.Lines.Should().Contain($"picture {_folder[$"{sample}.svg"]}");
        var svg = Svg.Load(_folder[$"{sample}.svg"]);
        svg.Images.Should().HaveCount(4);
        svg.All("polyline").Should().HaveCount(4);
        svg.Texts.Should().Contain(["AND", "OR", "XOR", "Three clouds"]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var first = SampleRun.Successful("adaline", "--pictures", _folder.Path);

        SampleRun.Successful("adaline", "--pictures", _folder.Path).Output.Should().Be(first.Output);
    }

    [Theory]
    [InlineData("perceptron", "--epochs", "0", "--epochs is '0'; expected a whole number from 1 to 10000.")]
    [InlineData("perceptron", "--rate", "0", "--rate is '0'; expected a number from 0.001 to 1000.")]
    [InlineData("perceptron", "--rate", "NaN", "--rate is 'NaN'; expected a number from 0.001 to 1000.")]
    [InlineData("perceptron", "--pictures", "", "--pictures is ''; expected a folder.")]
    [InlineData("adaline", "--rate", "much", "--rate is 'much'; expected a number from 1E-05 to 1.")]
    [InlineData("adaline", "--seed", "x", "--seed is 'x'; expected a whole number from -2147483648 to 2147483647.")]
    public void A_value_out_of_its_range_is_refused(string sample, string option, string value, string message)
    {
        var run = SampleRun.Of(sample, option, value);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be(message);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_file_where_the_folder_of_the_pictures_should_be_is_refused()
    {
        Directory.CreateDirectory(_folder.Path);
        File.WriteAllText(_folder["file"], "");

        SampleRun.Of("perceptron", "--pictures", _folder["file"]).Errors.TrimEnd().Should().Be($"--pictures is '{_folder["file"]}'; expected a folder.");
    }
}
