using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Saving and loading through mlContext.Model, and what happens to damaged files.</summary>
public abstract class ModelFileTests
{
    private readonly TaskCase _task;

    private protected ModelFileTests(TaskCase task) => _task = task;

    [Fact]
    public void A_loaded_transformer_is_the_saved_one()
    {
        var saved = _task.Model;
        var data = _task.View(50);

        var loaded = SaveAndLoad(saved);

        loaded.Should().BeOfType(saved.GetType());
        SchemaText.Of(loaded.Transform(data).Schema).Should().Be(SchemaText.Of(saved.Transform(data).Schema));
        var transformer = (MlpTransformerBase)loaded;
        _task.Scored(transformer, data).Should().Equal(_task.Scored(saved, data));
        (transformer.FeatureColumnName, transformer.FeatureColumnType).Should().Be((saved.FeatureColumnName, saved.FeatureColumnType));
        var model = transformer.Model;
        model.Network.Description.Should().Be(saved.Model.Network.Description);
        model.History.Select(epoch => epoch.Loss).Should().Equal(saved.Model.History.Select(epoch => epoch.Loss));
        model.Summary().Should().Be(saved.Model.Summary());
        model.Training.Should().BeEquivalentTo(saved.Model.Training);
    }

    [Fact]
    public void The_record_of_the_training_tells_what_the_result_depends_on()
    {
        var record = _task.Train().Model.Training!;

        record.Seed.Should().Be(1);
        record.Rows.Should().BeGreaterThan(0);
        record.ValidationRows.Should().BeNull();
        record.LibraryVersion.Should().StartWith("0.");
        record.Options.Should().ContainKeys("Epochs", "BatchSize", "Loss", "Optimizer", "LearningRate", "LabelColumnName", "FeatureColumnName")
            .And.NotContainKeys("Seed", "NumberOfThreads", "Progress", "Checkpoint", "CsvLog");
        record.Options["FeatureColumnName"].Should().Be("Features");
    }

    [Fact]
    public void A_file_of_a_version_that_kept_no_record_is_read_without_one()
    {
        using var reader = new BinaryReader(new MemoryStream(Content()));

        TransformerContent.Read(reader).Columns.Training.Should().BeNull();
    }

    [Fact]
    public void The_same_seed_gives_the_same_file_and_a_loaded_model_is_saved_as_it_was()
    {
        var bytes = Save(_task.Train());

        Save(_task.Train()).Should().BeEquivalentTo(bytes);
        Save(SaveAndLoad(_task.Train())).Should().BeEquivalentTo(bytes);
    }

    [Fact]
    public void A_truncated_or_altered_entry_is_refused()
    {
        var entries = ZipEntries.Read(SaveZip(_task.Train()));
        var (name, content) = entries.Single(entry => IndexOf(entry.Value, "MLPNETWK"u8) >= 0);
        void Refuses(byte[] damaged, string because)
        {
            var zip = ZipEntries.Write(new Dictionary<string, byte[]>(entries) { [name] = damaged });
            FluentActions.Invoking(() => new MLContext().Model.Load(zip, out _)).Should().Throw<Exception>(because);
        }

        for (var length = 0; length < content.Length; length += 50)
        {
            Refuses(content[..length], $"only {length} of {content.Length} bytes are there");
        }

        // Where our content begins: behind the header of ML.NET, which has unused fields.
        var start = IndexOf(content, Encoding.UTF8.GetBytes("\bFeatures")) - sizeof(int);
        var end = IndexOf(content, "MLPNETWK"u8);
        for (var i = start; i < end + 200; i += 3)
        {
            var damaged = (byte[])content.Clone();
            damaged[i] ^= 0x10;
            Refuses(damaged, $"byte {i} was altered");
        }
    }

    [Fact]
    public void Every_truncation_of_our_content_is_refused_with_what_is_missing()
    {
        var content = Content();
        for (var length = 0; length < content.Length; length++)
        {
            Reading(content[..length]).Should().Throw<FormatException>("only {0} of {1} bytes are there", length, content.Length)
                .Which.Message.Should().MatchRegex("^The (model|network) .*truncated");
        }

        Reading(content).Should().NotThrow();
    }

    [Fact]
    public void Every_altered_byte_of_our_content_is_noticed()
    {
        var content = Content();
        for (var i = 0; i < content.Length; i++)
        {
            content[i] ^= 0x01;
            Reading(content).Should().Throw<FormatException>("byte {0} was altered", i)
                .Which.Message.Should().Match(message => message.Contains("model") || message.Contains("network"));
            content[i] ^= 0x01;
        }
    }

    private byte[] Content()
    {
        var outputs = _task.Model.Model.Network.Description.Outputs;
        var names = new LabelValues<ReadOnlyMemory<char>>(
            TextDataViewType.Instance, [.. Enumerable.Range(0, outputs).Select(output => $"name {output}".AsMemory())]);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        TransformerContent.Write(writer, new ModelColumns("Features", names, IsVector: _task.Targets > 1), _task.Model.Model.Network);
        return stream.ToArray();
    }

    private static Action Reading(byte[] content) => () =>
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        _ = TransformerContent.Read(reader);
    };

    private static int IndexOf(byte[] content, ReadOnlySpan<byte> part) => content.AsSpan().IndexOf(part);

    // The entries' bytes: the zip itself has the time in it.
    private byte[] Save(ITransformer model) =>
        [.. ZipEntries.Read(SaveZip(model)).OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value)];

    private byte[] SaveZip(ITransformer model)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, _task.View().Schema, stream);
        return stream.ToArray();
    }

    private ITransformer SaveAndLoad(ITransformer model) =>
        new MLContext().Model.Load(new MemoryStream(SaveZip(model)), out _);

    public sealed class Multiclass() : ModelFileTests(TaskCase.Multiclass);

    public sealed class Binary() : ModelFileTests(TaskCase.Binary);

    public sealed class MultiLabel() : ModelFileTests(TaskCase.MultiLabel);

    public sealed class Regression() : ModelFileTests(TaskCase.Regression);

    public sealed class MultiTarget() : ModelFileTests(TaskCase.MultiTarget);
}
