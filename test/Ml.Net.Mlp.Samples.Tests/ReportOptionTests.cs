using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests;

/// <summary>The option --report of the samples that have it.</summary>
public sealed class ReportOptionTests
{
    [Fact]
    public void A_sample_writes_a_report_where_it_is_asked_to()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);

        var run = SampleRun.Successful("iris", "--epochs", "2", "--report", folder["iris.html"], "--output", folder["iris.zip"]);

        run.Lines.Should().Contain("== Report").And.Contain(line => line.StartsWith($"written to {folder["iris.html"]}, "));
        File.ReadAllText(folder["iris.html"]).Should().StartWith("<!DOCTYPE html>").And.Contain("<title>Iris flowers</title>");
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("iris")]
    [InlineData("churn")]
    [InlineData("ames")]
    public void A_report_that_cannot_be_written_is_refused_before_the_training(string sample)
    {
        var run = SampleRun.Of(sample, "--report", Path.Combine("no such folder", "report.html"));

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be($"--report is '{Path.Combine("no such folder", "report.html")}'; expected a file in a folder that exists.");
        run.Output.Should().BeEmpty();
    }
}
