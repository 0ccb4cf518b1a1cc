using System.IO.Compression;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Draw;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Draw;

/// <summary>Which models can be picked, how their pixels are scaled, and what is said of those that cannot.</summary>
public sealed class ModelShelfTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelShelfTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pipeline_without_a_normalizer_gets_pixels_from_0_to_1()
    {
        TinyModel.SavePictures(_folder["a.zip"]);

        Open("a.zip").Divisor.Should().Be(255);
    }

    [Fact]
    public void A_pipeline_that_normalizes_bytes_gets_bytes()
    {
        TinyModel.SavePictures(_folder["a.zip"], white: 255, normalizes: true);

        Open("a.zip").Divisor.Should().Be(1);
    }

    [Fact]
    public void A_pipeline_that_normalizes_0_to_1_gets_0_to_1()
    {
        TinyModel.SavePictures(_folder["a.zip"], white: 1, normalizes: true);

        Open("a.zip").Divisor.Should().Be(255);
    }

    [Theory]
    [InlineData(1, 255)]
    [InlineData(255, 1)]
    public void A_network_that_scales_its_input_gets_what_it_was_trained_on(float white, float divisor)
    {
        TinyModel.SavePictures(_folder["a.zip"], white, change: options => options.InputScaling = InputScaling.Standardize);

        Open("a.zip").Divisor.Should().Be(divisor);
    }

    [Fact]
    public void Classes_have_their_names_and_pictures_are_told_apart()
    {
        TinyModel.SavePictures(_folder["a.zip"]);
        var reader = Open("a.zip");
        byte[] Picture(int lit) => [.. Enumerable.Range(0, 784).Select(pixel => (byte)(pixel % 10 < lit ? 255 : 0))];

        reader.Classes.Should().Equal("dark", "light");
        reader.Read(Picture(2)).Answer.Should().Be(0);
        reader.Read(Picture(8)).Answer.Should().Be(1);
        reader.Read(Picture(8)).Scores.Sum().Should().BeApproximately(1, 1e-5f);
    }

    [Fact]
    public void Hidden_layers_are_shown_after_normalization_and_activation()
    {
        TinyModel.SavePictures(_folder["a.zip"], change: options =>
        {
            options.Normalization = Normalization.Batch();
            options.Activation = Activation.Tanh;
            options.DropoutRate = 0.1f;
        });
        var reader = Open("a.zip");

        reader.Layers.Select(layer => (layer.Units, layer.Activation)).Should().Equal((6, "tanh"), (4, "tanh"));
        reader.Layers.Should().OnlyContain(layer => layer.Least == -layer.Most && layer.Most > 0 && layer.Most <= 1);
        var reading = reader.Read(new byte[784]);
        reading.Hidden.Select(values => values.Length).Should().Equal(6, 4);
        reading.Hidden.SelectMany(values => values).Should().OnlyContain(value => value >= -1 && value <= 1);
    }

    [Fact]
    public void A_network_without_hidden_layers_has_none_to_show()
    {
        TinyModel.SavePictures(_folder["a.zip"], change: options => options.HiddenLayers = []);

        Open("a.zip").Read(new byte[784]).Hidden.Should().BeEmpty();
    }

    [Fact]
    public void A_model_of_another_size_is_refused()
    {
        TinyModel.SaveOfSize(_folder["a.zip"], 100);

        Refusal("a.zip").Should().Be("'a.zip' can't be used: The model takes 100 numbers ('Features'); expected 784, a picture of 28 x 28.");
    }

    [Fact]
    public void A_model_that_predicts_a_number_is_refused()
    {
        TinyModel.SaveRegression(_folder["a.zip"]);

        Refusal("a.zip").Should().Be("'a.zip' can't be used: The model predicts numbers (regression); expected a multiclass one.");
    }

    [Fact]
    public void A_model_without_a_network_is_refused()
    {
        TinyModel.SaveWithoutNetwork(_folder["a.zip"]);

        Refusal("a.zip").Should().Be("'a.zip' can't be used: The model holds no multilayer perceptron; expected one that Trainers.Mlp made.");
    }

    [Fact]
    public void A_file_that_is_no_zip_is_refused()
    {
        File.WriteAllText(_folder["a.zip"], "not a model");

        Refusal("a.zip").Should().Be("'a.zip' is no .zip; expected a model that mlContext.Model.Save wrote.");
    }

    [Fact]
    public void A_zip_that_is_no_model_is_refused()
    {
        using (var zip = ZipFile.Open(_folder["a.zip"], ZipArchiveMode.Create))
        {
            zip.CreateEntry("letter.txt");
        }

        Refusal("a.zip").Should().StartWith("'a.zip' is no model that can be loaded here: ");
    }

    [Fact]
    public void A_model_that_was_cut_off_is_refused()
    {
        TinyModel.SavePictures(_folder["a.zip"]);
        File.WriteAllBytes(_folder["a.zip"], File.ReadAllBytes(_folder["a.zip"])[..^1000]);

        Refusal("a.zip").Should().StartWith("'a.zip' is no ");
    }

    [Fact]
    public void A_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked()
    {
        using (var zip = ZipFile.Open(_folder["a.zip"], ZipArchiveMode.Create))
        {
            using var content = zip.CreateEntry("zeros", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 257; i++)
            {
                content.Write(zeros);
            }
        }

        Refusal("a.zip").Should().Be("'a.zip' unpacks to 257 MiB; expected 256 MiB at most.");
    }

    [Fact]
    public void A_file_that_has_gone_is_said_to_be_missing()
    {
        var path = _folder["gone.zip"];

        Refusal("gone.zip").Should().Be($"There is no file '{path}'.");
    }

    [Fact]
    public void Models_that_come_into_the_folder_are_listed_and_those_that_change_are_read_anew()
    {
        TinyModel.SavePictures(_folder["a.zip"]);
        var shelf = new ModelShelf([_folder["a.zip"]], _folder.Path);
        var first = shelf.Open(shelf.List().Should().ContainSingle().Subject);
        TinyModel.SavePictures(_folder["b.zip"]);
        File.WriteAllText(_folder["notes.txt"], "no model");

        shelf.List().Select(entry => entry.Name).Should().Equal("a.zip", "b.zip");
        shelf.Open(shelf.List()[0]).Should().BeSameAs(first);

        File.SetLastWriteTimeUtc(_folder["a.zip"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        shelf.Get(shelf.List()[0]).Should().BeSameAs(first, "it is in use");
        shelf.Open(shelf.List()[0]).Should().NotBeSameAs(first);
    }

    private DigitReader Open(string file)
    {
        var shelf = new ModelShelf([_folder[file]], null);
        return shelf.Open(shelf.List()[0]);
    }

    private string Refusal(string file) => FluentActions.Invoking(() => Open(file)).Should().Throw<FormatException>().Which.Message;
}
