using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Draw;

/// <summary>What is wrong with the options is said before anything starts.</summary>
public sealed class DrawCommandTests
{
    [Theory]
    [InlineData("--port", "70000", "--port is '70000'; expected a whole number from 0 to 65535.")]
    [InlineData("--port", "-1", "--port is '-1'; expected a whole number from 0 to 65535.")]
    [InlineData("--model", "gone.zip", "--model is 'gone.zip'; expected a file, such as the one that the sample mnist saves.")]
    [InlineData("--models", "gone", "--models is 'gone'; expected a folder.")]
    public void A_wrong_value_is_refused(string option, string value, string message)
    {
        var run = SampleRun.Of("draw", option, value);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be(message);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_model_that_cannot_be_used_is_refused_before_the_page_opens()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        TinyModel.SaveOfSize(folder["small.zip"], 100);

        var run = SampleRun.Of("draw", "--port", "0", "--model", folder["small.zip"]);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be("'small.zip' can't be used: The model takes 100 numbers ('Features'); expected 784, a picture of 28 x 28.");
    }
}
