using Microsoft.ML;
using static Microsoft.ML.Transforms.OneHotEncodingEstimator;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>Whichever Microsoft.ML is referenced: its keys, encodings and column operations give what ML.NET 5.0.0 gives.</summary>
public sealed partial class StandInKeyGoldenTests
{
    private static readonly GoldenText _golden = new(KeysGolden + "\n" + ColumnsGolden);

    private static readonly Dictionary<string, Func<MLContext, IEstimator<ITransformer>>> _pipelines = new()
    {
        ["keys of text"] = ml => Keys(ml, "Text"),
        ["keys of numbers"] = ml => Keys(ml, "Number"),
        ["keys of numbers by value"] = ml => Keys(ml, "Number", KeyOrdinality.ByValue),
        ["keys of numbers named as text"] = ml => Keys(ml, "Number", asText: true),
        ["keys of flags"] = ml => Keys(ml, "Flag"),
        ["keys of flags named as text"] = ml => Keys(ml, "Flag", asText: true),
        ["keys of word vectors by value"] = ml => Keys(ml, "Words", KeyOrdinality.ByValue),
        ["keys of text by value"] = ml => Keys(ml, "Text", KeyOrdinality.ByValue),
        ["at most two keys"] = ml => ml.Transforms.Conversion.MapValueToKey("Out", "Text", maximumNumberOfKeys: 2),
        ["keys of keys"] = ml => Keys(ml, "Text").Append(ml.Transforms.Conversion.MapValueToKey("Out", "Out", keyOrdinality: KeyOrdinality.ByValue)),
        ["text back from keys"] = ml => Keys(ml, "Text").Append(ml.Transforms.Conversion.MapKeyToValue("Out")),
        ["numbers back from keys"] = ml => Keys(ml, "Number").Append(ml.Transforms.Conversion.MapKeyToValue("Out")),
        ["words back from keys"] = ml => Keys(ml, "Words").Append(ml.Transforms.Conversion.MapKeyToValue("Out")),
        ["one-hot text"] = ml => ml.Transforms.Categorical.OneHotEncoding("Out", "Text"),
        ["one-hot numbers"] = ml => ml.Transforms.Categorical.OneHotEncoding("Out", "Number", keyOrdinality: KeyOrdinality.ByValue),
        ["one-hot word vectors"] = ml => ml.Transforms.Categorical.OneHotEncoding("Out", "Words"),
        ["bag of words"] = ml => ml.Transforms.Categorical.OneHotEncoding("Out", "Words", OutputKind.Bag),
        ["one-hot as key"] = ml => ml.Transforms.Categorical.OneHotEncoding("Out", "Text", OutputKind.Key),
        ["concatenated scalars"] = ml => ml.Transforms.Concatenate("Out", "Number", "Number"),
        ["concatenated vectors and scalars"] = ml => ml.Transforms.Categorical.OneHotEncoding("Hot", "Text")
            .Append(ml.Transforms.Categorical.OneHotEncoding("Hotter", "Words"))
            .Append(ml.Transforms.Concatenate("Out", "Hot", "Number", "Hotter")),
        ["copied column"] = ml => ml.Transforms.CopyColumns("Out", "Words"),
    };

    public static TheoryData<string> Names => new(_golden.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipeline_gives_what_MlNet_gives(string name) => Run(name).Should().Be(_golden[name]);

    [Fact]
    public void All_pipelines_are_compared() => _golden.Names.Should().BeEquivalentTo(_pipelines.Keys);

    internal static string Run(string name)
    {
        var ml = new MLContext(1);
        var model = _pipelines[name](ml).Fit(ml.Data.LoadFromEnumerable(GoldenData.Categories()));
        var seen = model.Transform(ml.Data.LoadFromEnumerable(GoldenData.Categories()));
        var unseen = model.Transform(ml.Data.LoadFromEnumerable(GoldenData.UnseenCategories()));
        return new Transcript()
            .Line(string.Join(' ', seen.Schema.Select(column => column.IsHidden ? $"({column.Name})" : column.Name)))
            .Column(seen, "Out")
            .Line("unseen")
            .Values(unseen, "Out")
            .ToString();
    }

    private static IEstimator<ITransformer> Keys(
        MLContext ml, string column, KeyOrdinality ordinality = KeyOrdinality.ByOccurrence, bool asText = false)
        => ml.Transforms.Conversion.MapValueToKey("Out", column, keyOrdinality: ordinality, addKeyValueAnnotationsAsText: asText);
}
