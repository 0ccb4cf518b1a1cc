using System.Globalization;
using System.Text.RegularExpressions;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Digits;

public sealed class CiresanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CiresanTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_prints_errors_against_hours_and_draws_them_and_the_digits()
    {
        var run = SampleRun.Successful(Words("--epochs", "2"));

        run.Output.Should().Contain("hours   epoch  errors  fewest so far").And.Contain("As many epochs of it as here (2), at the speed of this run, would take");
        run.LastLine.Should().MatchRegex(@"^test errors \d+ of 10,000, best of the run \d+ \(epoch [12]\), after 0\.\d\d hours$");
        Svg.Load(_folder["ciresan-digits.svg"]).Images.Should().HaveCount(50, "each of ten digits is shown as it is and deformed four times");
        Svg.Load(_folder["ciresan-errors.svg"]).All("polyline").Should().HaveCount(2);
    }

    [Fact]
    public void It_goes_on_from_its_checkpoint()
    {
        var checkpoint = _folder["c.checkpoint"];
        string[] paper = ["--optimizer", "paper", "--checkpoint", checkpoint];
        SampleRun.Successful(Words(["--epochs", "1", .. paper]));
        var second = SampleRun.Successful(Words(["--epochs", "2", .. paper]));
        var again = SampleRun.Successful(Words(["--epochs", "2", .. paper]));
        var atOnce = SampleRun.Successful(Words("--epochs", "2", "--optimizer", "paper"));

        Epochs(second).Should().Equal(2);
        Epochs(again).Should().BeEmpty("the training had ended");
        Epochs(atOnce).Should().Equal(1, 2);
        second.LastLine.Should().Be(atOnce.LastLine);
        again.LastLine.Should().Be(atOnce.LastLine);
    }

    [Fact]
    public void A_time_ends_it()
    {
        var run = SampleRun.Successful(Words("--minutes", "0.001"));

        Epochs(run).Should().NotBeEmpty();
        run.Output.Should().Contain("805 parameters").And.Contain("hours   epoch  errors  fewest so far");
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused()
    {
        SampleRun.Successful(Words("--epochs", "1", "--checkpoint", _folder["c.checkpoint"]));

        var run = SampleRun.Of("ciresan", "--rows", "500", "--hidden", "2", "--epochs", "1", "--checkpoint", _folder["c.checkpoint"], "--pictures", _folder.Path);

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith("The checkpoint in ").And.Contain(" is of another training: its network");
    }

    [Fact]
    public void A_file_that_is_no_checkpoint_is_refused()
    {
        File.WriteAllText(_folder["c.checkpoint"], "no checkpoint");

        var run = SampleRun.Of(Words("--epochs", "1", "--checkpoint", _folder["c.checkpoint"]));

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Contain("c.checkpoint");
    }

    [Fact]
    public void The_paper_s_way_of_learning_learns_too()
    {
        var run = SampleRun.Successful(Words("--epochs", "1", "--optimizer", "paper"));

        run.LastLine.Should().StartWith("test errors ");
    }

    [Theory]
    [InlineData("--optimizer is 'sgd'; expected adam or paper.", "--optimizer", "sgd")]
    [InlineData("--minutes is '0'; expected a number from 0.001 to 100000.", "--minutes", "0")]
    [InlineData("--epochs is '0'; expected a whole number from 1 to 100000.", "--epochs", "0")]
    [InlineData("--epochs and --minutes are both given; expected one of them.", "--epochs", "1", "--minutes", "1")]
    [InlineData("--checkpoint is '/no/such/folder/c'; expected a file in a folder that exists.", "--checkpoint", "/no/such/folder/c")]
    public void A_value_out_of_its_range_is_refused(string message, params string[] words)
    {
        var run = SampleRun.Of(["ciresan", .. words]);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be(message);
        run.Output.Should().BeEmpty();
    }

    /// <summary>The epochs that a run trained, by the lines that it printed for each.</summary>
    private static int[] Epochs(SampleRun run) =>
        [.. run.Lines.Select(line => Regex.Match(line, @"^ *(\d+) +\d+\.\d{3} +\d+\.\d{4} +\d\.\d{4} ")).Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private string[] Words(params string[] words) =>
        ["ciresan", "--rows", "500", "--hidden", "1", "--output", _folder["m.zip"], "--pictures", _folder.Path, .. words];
}
