using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Saving and loading through mlContext.Model, and what happens to damaged files.</summary>
public sealed class ModelFileTests
{
    private static readonly LabelValues Names = new LabelValues<ReadOnlyMemory<char>>(
        TextDataViewType.Instance, ["dog".AsMemory(), "cat".AsMemory(), "owl".AsMemory()]);

    [Fact]
    public void A_loaded_transformer_is_the_saved_one()
    {
        var saved = Blobs.Train(Labelled(TextDataViewType.Instance, "dog".AsMemory(), "cat".AsMemory(), "owl".AsMemory()));
        var data = Blobs.View(50);

        var loaded = SaveAndLoad(saved);

        loaded.Should().BeOfType<MlpMulticlassTransformer>();
        SchemaText.Of(loaded.Transform(data).Schema).Should().Be(SchemaText.Of(saved.Transform(data).Schema));
        Rows.Scores(loaded.Transform(data)).Should().BeEquivalentTo(Rows.Scores(saved.Transform(data)), o => o.WithStrictOrdering());
        var model = ((MlpMulticlassTransformer)loaded).Model;
        model.Network.Description.Should().Be(saved.Model.Network.Description);
        model.History.Select(epoch => epoch.Loss).Should().Equal(saved.Model.History.Select(epoch => epoch.Loss));
        model.Summary().Should().Be(saved.Model.Summary());
    }

    [Fact]
    public void The_same_seed_gives_the_same_file_and_a_loaded_model_is_saved_as_it_was()
    {
        var bytes = Save(Blobs.Train());

        Save(Blobs.Train()).Should().BeEquivalentTo(bytes);
        Save(SaveAndLoad(Blobs.Train())).Should().BeEquivalentTo(bytes);
    }

    [Fact]
    public void Label_values_of_every_type_survive()
    {
        Survives(TextDataViewType.Instance, "ä".AsMemory(), "".AsMemory(), "c d".AsMemory());
        Survives(BooleanDataViewType.Instance, true, false, true);
        Survives<sbyte>(NumberDataViewType.SByte, -1, 0, sbyte.MaxValue);
        Survives<byte>(NumberDataViewType.Byte, 1, 0, byte.MaxValue);
        Survives<short>(NumberDataViewType.Int16, -1, 0, short.MaxValue);
        Survives<ushort>(NumberDataViewType.UInt16, 1, 0, ushort.MaxValue);
        Survives(NumberDataViewType.Int32, -1, 0, int.MaxValue);
        Survives(NumberDataViewType.UInt32, 1u, 0u, uint.MaxValue);
        Survives(NumberDataViewType.Int64, -1L, 0L, long.MaxValue);
        Survives(NumberDataViewType.UInt64, 1UL, 0UL, ulong.MaxValue);
        Survives(NumberDataViewType.Single, 0.1f, -0f, float.MaxValue);
        Survives(NumberDataViewType.Double, 0.1, -0.0, double.MaxValue);
    }

    [Fact]
    public void Label_values_that_the_format_does_not_know_train_but_are_not_saved()
    {
        var model = Blobs.Train(Labelled(new KeyDataViewType(typeof(uint), 9), 1u, 2u, 3u));

        SchemaText.Of(model.Transform(Blobs.View()).Schema).Should().Contain("TrainingLabelValues : Vector<Key<UInt32, 0-8>, 3> = 1 2 3");
        FluentActions.Invoking(() => Save(model)).Should().Throw<NotSupportedException>()
            .WithMessage("The label's key values are of type Key<UInt32, 0-8>, which a model can't be saved with; expected text, numbers or Booleans.");
    }

    [Fact]
    public void A_truncated_or_altered_entry_is_refused()
    {
        var entries = ZipEntries.Read(SaveZip(Blobs.Train()));
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

    [Fact]
    public void A_model_whose_parts_do_not_fit_is_refused()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var network = Blobs.Train().Model.Network;
        TransformerContent.Write(writer, new ModelColumns("Features", new LabelValues<bool>(BooleanDataViewType.Instance, [false, true]), IsVector: false), network);

        Reading(stream.ToArray()).Should().Throw<FormatException>()
            .WithMessage("The model has 2 label values, but its network has 3 outputs.");
    }

    [Fact]
    public void A_chain_goes_on_after_our_transformer()
    {
        var mlContext = new MLContext(1);
        var data = Iris.Load(mlContext);
        var pipeline = mlContext.Transforms.NormalizeMinMax("Features", "Measures")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Append(mlContext.Transforms.CopyColumns("Answer", "PredictedLabel"));
        var model = pipeline.Fit(data);

        var loaded = SaveAndLoad(model, data.Schema);

        Rows.Read<ReadOnlyMemory<char>>(loaded.Transform(data), "Answer").Select(text => text.ToString())
            .Should().Equal(Rows.Read<ReadOnlyMemory<char>>(model.Transform(data), "PredictedLabel").Select(text => text.ToString()));
        ((IEnumerable<ITransformer>)loaded).OfType<MlpMulticlassTransformer>().Single().Model.Network.Description.ToString().Should().Be("4-8-3");
    }

    private static void Survives<T>(PrimitiveDataViewType type, params T[] values)
    {
        var saved = new LabelValues<T>(type, values);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        LabelValuesCodec.Write(writer, saved);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);

        var loaded = LabelValuesCodec.Read(reader)!;

        loaded.SameAs(saved).Should().BeTrue();
        loaded.ItemType.Should().Be(type);
        stream.Position.Should().Be(stream.Length);
    }

    private static TestView Labelled<T>(PrimitiveDataViewType type, params T[] values) =>
        new(60, Blobs.Features(), Blobs.Label(TestColumn.Annotation("KeyValues", type, values)));

    private static byte[] Content()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        TransformerContent.Write(writer, new ModelColumns("Features", Names, IsVector: false), Blobs.Train().Model.Network);
        return stream.ToArray();
    }

    private static Action Reading(byte[] content) => () =>
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        _ = TransformerContent.Read(reader);
    };

    private static int IndexOf(byte[] content, ReadOnlySpan<byte> part) => content.AsSpan().IndexOf(part);

    // The entries' bytes: the zip itself has the time in it.
    private static byte[] Save(ITransformer model) =>
        [.. ZipEntries.Read(SaveZip(model)).OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value)];

    private static byte[] SaveZip(ITransformer model, DataViewSchema? schema = null)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, schema ?? Blobs.View().Schema, stream);
        return stream.ToArray();
    }

    private static ITransformer SaveAndLoad(ITransformer model, DataViewSchema? schema = null) =>
        new MLContext().Model.Load(new MemoryStream(SaveZip(model, schema)), out _);
}
