using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests;

/// <summary>What cannot be run is answered with one line that says why.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public void A_sample_that_is_not_there_is_answered_with_the_nearest_and_all()
    {
        var run = SampleRun.Of("iriss");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith("There is no sample 'iriss'. Did you mean 'iris'? Samples: mnist, ").And.Contain(" iris, ");
    }

    [Fact]
    public void An_option_that_is_not_there_is_answered_with_the_nearest_and_all()
    {
        var run = SampleRun.Of("iris", "--epoch", "3");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith("The sample iris has no option '--epoch'. Did you mean '--epochs'? Options: --epochs,");
    }

    [Theory]
    [InlineData("--epochs", "0", "--epochs is '0'; expected a whole number from 1 to 100000.")]
    [InlineData("--epochs", "many", "--epochs is 'many'; expected a whole number from 1 to 100000.")]
    [InlineData("--seed", "1.5", "--seed is '1.5'; expected a whole number from -2147483648 to 2147483647.")]
    [InlineData("--hidden", "8,0", "--hidden is '8,0'; expected whole numbers from 1 to 100000 with commas between, such as 256,128, or none.")]
    public void A_value_out_of_its_range_is_refused(string option, string value, string message)
    {
        var run = SampleRun.Of("iris", option, value);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be(message);
        run.Output.Should().BeEmpty();
    }
}
