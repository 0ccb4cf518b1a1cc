using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>What saved models know of their labels.</summary>
public sealed class LabelValueFileTests
{
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
        FluentActions.Invoking(() => Save(model, Blobs.View().Schema)).Should().Throw<NotSupportedException>()
            .WithMessage("The label's key values are of type Key<UInt32, 0-8>, which a model can't be saved with; expected text, numbers or Booleans.");
    }

    [Fact]
    public void A_model_whose_parts_do_not_fit_is_refused()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var network = Blobs.Train().Model.Network;
        TransformerContent.Write(writer, new ModelColumns("Features", new LabelValues<bool>(BooleanDataViewType.Instance, [false, true]), IsVector: false), network);

        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        reader.Invoking(r => TransformerContent.Read(r)).Should().Throw<FormatException>()
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

        var loaded = new MLContext().Model.Load(new MemoryStream(Save(model, data.Schema)), out _);

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

    private static byte[] Save(ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, schema, stream);
        return stream.ToArray();
    }
}
