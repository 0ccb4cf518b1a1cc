using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Digits;

/// <summary>The samples on MNIST's digits, with networks of a few units and one epoch or few.</summary>
public sealed class MnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MnistTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_default_ends_with_the_accuracy_of_the_plain_network_and_draws_nothing()
    {
        var run = SampleRun.Successful("--epochs", "1", "--hidden", "8", "--rows", "3000", "--output", _folder["m.zip"], "--pictures", _folder["pictures"]);

        run.LastLine.Should().MatchRegex(@"^test accuracy 0\.\d{4}$");
        run.Output.Should().Contain("the same scores to the bit").And.NotContain("picture ");
    }

    [Fact]
    public void A_comparison_ends_with_a_row_for_each_training_and_draws_both()
    {
        var run = SampleRun.Successful("mnist", "--compare", "--dropout", "0.25", "--epochs", "2", "--hidden", "8", "--rows", "3000", "--pictures", _folder.Path);

        run.Lines[^2].Should().MatchRegex(@"^without dropout: .*test accuracy 0\.\d{4}$");
        run.Lines[^1].Should().MatchRegex(@"^with dropout 0\.25: .*test accuracy 0\.\d{4}$");
        var picture = Svg.Load(_folder["mnist-dropout.svg"]);
        picture.Texts.Should().Contain(["Loss", "Accuracy", "without dropout, training", "with dropout 0.25, validation"]);
        picture.All("polyline").Should().HaveCount(8);
    }

    [Fact]
    public void The_second_lecture_s_network_prints_its_layers_and_shows_what_it_misreads()
    {
        var run = SampleRun.Successful(
            "mnist-512", "--epochs", "1", "--hidden", "8,8", "--rows", "3000", "--output", _folder["m.zip"], "--pictures", _folder.Path);

        run.Output.Should().Contain("dropout_1 (Dropout)").And.Contain("Total params: 6,442").And.Contain("the same scores to the bit");
        run.LastLine.Should().MatchRegex(@"^test accuracy 0\.\d{4}$");
        Svg.Load(_folder["mnist-512-misreads.svg"]).Images.Should().HaveCount(50);
        Svg.Load(_folder["mnist-512-curves.svg"]).Texts.Should().Contain("784-8-8-10 on MNIST, dropout 0.2, RMSprop");
    }

    [Fact]
    public void A_training_that_is_broken_off_goes_on_to_the_same_network()
    {
        var run = SampleRun.Successful(
            "mnist-50", "--hidden", "4", "--epochs", "3", "--interrupt", "1", "--rows", "3000", "--output", _folder["m.zip"], "--pictures", _folder.Path);

        run.Output.Should().Contain("broken off after epoch 1").And.Contain("the same network to the bit").And.Contain("Confusion table");
        run.LastLine.Should().MatchRegex(@"^test accuracy 0\.\d{4}$");
        File.ReadAllLines(_folder["m.csv"]).Should().HaveCount(4)
            .And.HaveElementAt(0, "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,rows_per_second");
        File.Exists(_folder["m.best.checkpoint"]).Should().BeTrue();
        Svg.Load(_folder["mnist-50-curves.svg"]).Texts.Should().Contain("validation");
    }

    [Fact]
    public void A_training_that_ends_before_it_can_be_broken_off_says_so()
    {
        var run = SampleRun.Successful(
            "mnist-50", "--hidden", "4", "--epochs", "1", "--interrupt", "4", "--rows", "3000", "--output", _folder["m.zip"], "--pictures", _folder.Path);

        run.Output.Should().Contain("the training ended before epoch 4: nothing was broken off").And.Contain("the same network to the bit");
    }

    [Theory]
    [InlineData("mnist", "--dropout", "1", "--dropout is '1'; expected a number from 0 to below 1, such as 0.4.")]
    [InlineData("mnist", "--rows", "60001", "--rows is '60001'; expected a whole number from 100 to 60000.")]
    [InlineData("mnist-50", "--interrupt", "0", "--interrupt is '0'; expected a whole number from 1 to 100000.")]
    [InlineData("mnist-512", "--output", "/no/such/folder/m.zip", "--output is '/no/such/folder/m.zip'; expected a file in a folder that exists.")]
    [InlineData("mnist-512", "--pictures", " ", "--pictures is ' '; expected a folder.")]
    public void A_value_out_of_its_range_is_refused(string sample, string option, string value, string message)
    {
        var run = SampleRun.Of(sample, option, value);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be(message);
        run.Output.Should().BeEmpty();
    }
}
