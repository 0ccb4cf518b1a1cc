using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>Whichever Microsoft.ML is referenced: mistakes in columns and options get the same message.</summary>
public sealed class StandInErrorTests
{
    private static readonly MLContext _ml = new(1);

    public static TheoryData<string, Func<IEstimator<ITransformer>>, string> Mistakes => new()
    {
        { "normalize a missing column", () => _ml.Transforms.NormalizeMinMax("Nope"), "Could not find input column 'Nope'*" },
        {
            "normalize text",
            () => Chain("Text").Append(_ml.Transforms.NormalizeMeanVariance("Copy")),
            "Schema mismatch for input column 'Copy': expected vector or scalar of Single or Double, got String*"
        },
        { "normalize by one row", () => _ml.Transforms.NormalizeMinMax("Number", maximumExampleCount: 1), "Must be greater than 1*" },
        { "normalize nothing", () => _ml.Transforms.NormalizeMinMax(""), "name cannot be null or empty*" },
        { "keys of a missing column", () => _ml.Transforms.Conversion.MapValueToKey("Key", "Nope"), "Could not find input column 'Nope'*" },
        { "no keys", () => _ml.Transforms.Conversion.MapValueToKey("Text", maximumNumberOfKeys: 0), "*Must be positive*" },
        { "values of a missing column", () => _ml.Transforms.Conversion.MapKeyToValue("Value", "Nope"), "Could not find input column 'Nope'*" },
        {
            "values of text",
            () => Chain("Text").Append(_ml.Transforms.Conversion.MapKeyToValue("Copy")),
            "Schema mismatch for input column 'Copy': expected KeyType, got String*"
        },
        { "values of text alone", () => _ml.Transforms.Conversion.MapKeyToValue("Text"), "Metadata KeyValues does not exist" },
        { "encode a missing column", () => _ml.Transforms.Categorical.OneHotEncoding("Hot", "Nope"), "Could not find input column 'Nope'*" },
        { "concatenate a missing column", () => _ml.Transforms.Concatenate("All", "Number", "Nope"), "Could not find input column 'Nope'*" },
        {
            "concatenate types",
            () => _ml.Transforms.Concatenate("All", "Number", "Text"),
            "Schema mismatch for input column 'Text': expected Single, got String*"
        },
        { "concatenate nothing", () => _ml.Transforms.Concatenate("All"), "Input columns not specified*" },
        { "copy a missing column", () => _ml.Transforms.CopyColumns("Copy", "Nope"), "Could not find input column 'Nope'*" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named(string mistake, Func<IEstimator<ITransformer>> pipeline, string message)
    {
        var rows = _ml.Data.LoadFromEnumerable(GoldenData.Categories());
        FluentActions.Invoking(() => pipeline().Fit(rows).Transform(rows)).Should().Throw<Exception>(mistake).WithMessage(message);
    }

    [Fact]
    public void A_model_refuses_rows_without_its_column()
    {
        var model = _ml.Transforms.NormalizeMinMax("Number").Fit(_ml.Data.LoadFromEnumerable(GoldenData.Categories()));
        FluentActions.Invoking(() => model.Transform(_ml.Data.LoadFromEnumerable(GoldenData.Regression()))).Should()
            .Throw<ArgumentOutOfRangeException>().WithMessage("Could not find input column 'Number'*");
    }

    [Fact]
    public void Keys_learnt_from_text_do_not_fit_numbers()
    {
        var rows = _ml.Data.LoadFromEnumerable(GoldenData.Categories());
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(rows);
        var numbers = _ml.Transforms.CopyColumns("Text", "Number").Fit(rows).Transform(rows);
        FluentActions.Invoking(() => model.Transform(numbers)).Should().Throw<InvalidOperationException>()
            .WithMessage("Could not apply a map over type 'String' to column 'Key' since it has type 'Single'");
    }

    private static IEstimator<ITransformer> Chain(string column) => _ml.Transforms.CopyColumns("Copy", column);
}
