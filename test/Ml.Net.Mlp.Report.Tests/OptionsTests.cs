namespace Ml.Net.Mlp.Report.Tests;

/// <summary>The defaults of the options, and the values that they refuse.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new MlpReportOptions();

        options.Should().BeEquivalentTo(new
        {
            Title = "Report of a multilayer perceptron",
            Notes = "",
            LabelColumnName = (string?)null,
            FeatureColumnName = (string?)null,
            ClassNames = (string[]?)null,
            ImageWidth = (int?)null,
            ImageHeight = (int?)null,
            Misreads = 24,
            ImportanceRepeats = 3,
            ImportanceRows = (int?)null,
            Seed = 0,
            TrainingData = (object?)null,
            Date = (DateTimeOffset?)null,
        });
        options.Invoking(o => o.Check()).Should().NotThrow();
    }

    public static TheoryData<MlpReportOptions, string> Refused { get; } = new()
    {
        { new() { Title = " " }, "Title is ' '; expected some words.*" },
        { new() { Notes = null! }, "Notes is null; expected text, '' for none.*" },
        { new() { LabelColumnName = "" }, "LabelColumnName is ''; expected the name of a column, or null.*" },
        { new() { FeatureColumnName = "" }, "FeatureColumnName is ''; expected the name of a column, or null.*" },
        { new() { ClassNames = ["a", null!] }, "ClassNames is given with a null in it; expected a name for each class.*" },
        { new() { ImageWidth = -1 }, "ImageWidth is -1; expected 1 or more, or 0 for no image.*" },
        { new() { ImageWidth = 2, ImageHeight = 0 }, "ImageHeight is 0; expected 1 or more.*" },
        { new() { ImageHeight = 2 }, "ImageHeight is 2; expected null, because ImageWidth is not given.*" },
        { new() { Misreads = -1 }, "Misreads is -1; expected 0 to 200.*" },
        { new() { Misreads = 201 }, "Misreads is 201; expected 0 to 200.*" },
        { new() { ImportanceRepeats = -1 }, "ImportanceRepeats is -1; expected 0 to 100.*" },
        { new() { ImportanceRepeats = 101 }, "ImportanceRepeats is 101; expected 0 to 100.*" },
        { new() { ImportanceRows = 9 }, "ImportanceRows is 9; expected 10 or more.*" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Bad_values_are_refused(MlpReportOptions options, string message) =>
        options.Invoking(o => o.Check()).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
}
