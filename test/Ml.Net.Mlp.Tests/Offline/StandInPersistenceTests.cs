using Microsoft.ML;
using static Microsoft.ML.Transforms.OneHotEncodingEstimator;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>Whichever Microsoft.ML is referenced: every transform does the same after it was saved and loaded in another context.</summary>
public sealed class StandInPersistenceTests
{
    private static readonly Dictionary<string, Func<MLContext, IEstimator<ITransformer>>> _pipelines = new()
    {
        ["min-max"] = ml => ml.Transforms.NormalizeMinMax("Out", "Number"),
        ["min-max from zero"] = ml => Vector(ml).Append(ml.Transforms.NormalizeMinMax("Out", "Hot", fixZero: false)),
        ["mean and variance"] = ml => Vector(ml).Append(ml.Transforms.NormalizeMeanVariance("Out", "Hot", fixZero: false)),
        ["distribution"] = ml => Vector(ml).Append(ml.Transforms.NormalizeMeanVariance("Out", "Hot", useCdf: true)),
        ["text keys"] = ml => ml.Transforms.Conversion.MapValueToKey("Out", "Text"),
        ["number keys named as text"] = ml => ml.Transforms.Conversion.MapValueToKey("Out", "Number", addKeyValueAnnotationsAsText: true),
        ["flag keys and back"] = ml => ml.Transforms.Conversion.MapValueToKey("Out", "Flag").Append(ml.Transforms.Conversion.MapKeyToValue("Out")),
        ["keys of keys"] = ml => ml.Transforms.Conversion.MapValueToKey("Key", "Text").Append(ml.Transforms.Conversion.MapValueToKey("Out", "Key")),
        ["one-hot"] = ml => ml.Transforms.Categorical.OneHotEncoding("Out", "Words"),
        ["bag"] = ml => ml.Transforms.Categorical.OneHotEncoding("Out", "Words", OutputKind.Bag),
        ["concatenation"] = ml => Vector(ml).Append(ml.Transforms.Concatenate("Out", "Hot", "Number")),
        ["copy"] = ml => ml.Transforms.CopyColumns("Out", "Words"),
    };

    public static TheoryData<string> Names => new(_pipelines.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loaded_transform_does_what_the_saved_one_did(string name)
    {
        var ml = new MLContext(1);
        var rows = ml.Data.LoadFromEnumerable(GoldenData.Categories());
        var model = _pipelines[name](ml).Fit(rows);
        using var file = new MemoryStream();
        ml.Model.Save(model, rows.Schema, file);

        file.Position = 0;
        var fresh = new MLContext(2);
        var loaded = fresh.Model.Load(file, out var schema);

        schema.Select(column => $"{column.Name}: {column.Type}").Should().Equal(rows.Schema.Select(column => $"{column.Name}: {column.Type}"));
        Describe(fresh, loaded).Should().Be(Describe(ml, model));
    }

    private static string Describe(MLContext ml, ITransformer model)
    {
        var seen = model.Transform(ml.Data.LoadFromEnumerable(GoldenData.Categories()));
        var unseen = model.Transform(ml.Data.LoadFromEnumerable(GoldenData.UnseenCategories()));
        return new Transcript().Line(string.Join(' ', seen.Schema.Select(column => column.Name))).Column(seen, "Out").Values(unseen, "Out").ToString();
    }

    private static IEstimator<ITransformer> Vector(MLContext ml) => ml.Transforms.Categorical.OneHotEncoding("Hot", "Text");
}
