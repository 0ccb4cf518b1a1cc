using System.Text;
using Microsoft.ML;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests.Autoencoder;

/// <summary>Autoencoders in model files.</summary>
public sealed class AutoencoderFileTests
{
    [Fact]
    public void A_process_that_knows_nothing_of_this_library_loads_it_to_the_last_bit()
    {
        var mlContext = new MLContext(1);
        var data = Autoencoders.View();
        var model = mlContext.Transforms.NormalizeMinMax("Features").Append(mlContext.Transforms.Autoencoder(Autoencoders.Options())).Fit(data);
        using var file = new TemporaryFile("autoencoder.zip");

        mlContext.Model.Save(model, data.Schema, file.Path);
        var output = ChildProcess.Run([file.Path, .. Autoencoders.Columns]);

        output.Should().Equal(["known before: False", .. Autoencoders.Texts(model, mlContext.Data.LoadFromEnumerable(BlobPoint.Some))]);
    }

    [Theory]
    [InlineData("Reconstruction", "Error")]
    [InlineData(null, "Error")]
    [InlineData(null, null)]
    public void A_loaded_one_is_the_saved_one(string? reconstruction, string? error)
    {
        var view = Autoencoders.NamedView();
        var saved = Autoencoders.Fit(Autoencoders.Options(o => (o.ReconstructionColumnName, o.ErrorColumnName) = (reconstruction, error)), view);

        var loaded = Load(Save(saved)).Should().BeOfType<MlpAutoencoderTransformer>().Subject;

        SchemaText.Of(loaded.Transform(view).Schema).Should().Be(SchemaText.Of(saved.Transform(view).Schema));
        Autoencoders.Texts(loaded, view, "Code").Should().Equal(Autoencoders.Texts(saved, view, "Code"));
        (loaded.InputColumnName, loaded.OutputColumnName, loaded.ReconstructionColumnName, loaded.ErrorColumnName)
            .Should().Be((saved.InputColumnName, saved.OutputColumnName, reconstruction, error));
        loaded.Model.History.Select(epoch => epoch.Loss).Should().Equal(saved.Model.History.Select(epoch => epoch.Loss));
        ZipEntries.Read(Save(loaded)).Should().BeEquivalentTo(ZipEntries.Read(Save(saved)));
    }

    [Fact]
    public void A_truncated_or_altered_entry_is_refused()
    {
        var entries = ZipEntries.Read(Save(Autoencoders.Model));
        var (name, content) = entries.Single(entry => entry.Value.AsSpan().IndexOf("MLPNETWK"u8) >= 0);
        void Refuses(byte[] damaged, string because)
        {
            var zip = ZipEntries.Write(new Dictionary<string, byte[]>(entries) { [name] = damaged });
            FluentActions.Invoking(() => new MLContext().Model.Load(zip, out _)).Should().Throw<Exception>(because);
        }

        for (var length = 0; length < content.Length; length += 40)
        {
            Refuses(content[..length], $"only {length} of {content.Length} bytes are there");
        }

        for (var place = content.AsSpan().IndexOf(Encoding.UTF8.GetBytes("\bFeatures")) - sizeof(int); place < content.Length; place += 23)
        {
            byte[] damaged = [.. content];
            damaged[place] ^= 0x10;
            Refuses(damaged, $"byte {place} is another");
        }
    }

    private static byte[] Save(ITransformer model)
    {
        using var stream = new MemoryStream();
        new MLContext(1).Model.Save(model, Autoencoders.View().Schema, stream);
        return stream.ToArray();
    }

    private static ITransformer Load(byte[] zip) => new MLContext().Model.Load(new MemoryStream(zip), out _);
}
