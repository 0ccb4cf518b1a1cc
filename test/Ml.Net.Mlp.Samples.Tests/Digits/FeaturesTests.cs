using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Digits;

public sealed class FeaturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FeaturesTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_draws_first_weights_and_the_images_that_excite_the_units_of_a_layer()
    {
        var model = _folder["m.zip"];
        SampleRun.Successful("features", "--rows", "3000", "--epochs", "1", "--hidden", "9,5", "--output", model, "--pictures", _folder.Path)
            .LastLine.Should().MatchRegex(@"^test accuracy 0\.\d{4}$");
        Svg.Load(_folder["features-weights.svg"]).Images.Should().HaveCount(9);

        SampleRun.Successful("features", "--model", model, "--layer", "3", "--pictures", _folder.Path);

        Svg.Load(_folder["features-layer-3.svg"]).Images.Should().HaveCount(100, "each of ten outputs has ten images");
    }

    [Fact]
    public void It_shows_a_model_that_takes_bytes()
    {
        var model = _folder["m.zip"];
        var accuracy = SampleRun.Successful("mnist-50", "--rows", "3000", "--epochs", "1", "--hidden", "4", "--output", model, "--pictures", _folder.Path).LastLine;

        SampleRun.Successful("features", "--model", model, "--bytes", "--pictures", _folder.Path).LastLine.Should().Be(accuracy);
    }

    [Fact]
    public void A_layer_that_is_not_there_is_refused()
    {
        var run = SampleRun.Of("features", "--rows", "3000", "--epochs", "1", "--hidden", "9", "--layer", "3", "--output", _folder["m.zip"], "--pictures", _folder.Path);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be("--layer is 3; expected 1 to 2, the output layer.");
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused()
    {
        var run = SampleRun.Of("features", "--model", _folder["none.zip"]);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be($"--model is '{_folder["none.zip"]}'; expected the file of a saved model, but there is none.");
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        File.WriteAllText(_folder["m.zip"], "no model");

        var run = SampleRun.Of("features", "--model", _folder["m.zip"], "--pictures", _folder.Path);

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith($"--model is '{_folder["m.zip"]}', which can't be loaded; expected a model that ML.NET saved: ");
    }

    [Fact]
    public void A_model_with_another_input_size_is_refused()
    {
        SampleRun.Successful("iris", "--epochs", "1", "--output", _folder["m.zip"]);

        var run = SampleRun.Of("features", "--model", _folder["m.zip"], "--pictures", _folder.Path);

        run.ExitCode.Should().Be(1);
        run.Errors.TrimEnd().Should().Be($"--model is '{_folder["m.zip"]}', which takes 4 features; expected 784, the pixels of a digit.");
    }
}
