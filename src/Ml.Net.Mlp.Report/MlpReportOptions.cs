using System.Globalization;
using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>What a report shows; every option has a default that fits most models.</summary>
public sealed class MlpReportOptions
{
    /// <summary>The heading of the page. Default: <c>Report of a multilayer perceptron</c>.</summary>
    public string Title { get; init; } = "Report of a multilayer perceptron";

    /// <summary>Anything that the reader should know, as plain text; an empty line begins a new paragraph. Default: nothing.</summary>
    public string Notes { get; init; } = "";

    /// <summary>
    /// The label column. Default (<see langword="null"/>): the one that the model was trained with; <c>Label</c> where the model
    /// does not say.
    /// </summary>
    public string? LabelColumnName { get; init; }

    /// <summary>
    /// The feature column. Default (<see langword="null"/>): the one that the model was trained with; <c>Features</c> where the
    /// model does not say.
    /// </summary>
    public string? FeatureColumnName { get; init; }

    /// <summary>
    /// Names of the classes, one for each, in the order of the keys; of two classes that a <see cref="bool"/> tells apart, that of
    /// false and that of true. Default (<see langword="null"/>): the key values of the label column, or its keys' numbers.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>
    /// Pixels of a row, where the features are the pixels of an image, row by row from the top; 0 where they are none. Default
    /// (<see langword="null"/>): guessed. They are taken for a square image if their number is a square of 64 (8 x 8) or more and
    /// pixels resemble their neighbours: over some of the rows, the correlation with the pixel to the right and that with the pixel
    /// below are both above 0.5, and by 0.2 above that with the pixel half an image below.
    /// </summary>
    public int? ImageWidth { get; init; }

    /// <summary>Rows of the image. Default (<see langword="null"/>): the number of features divided by <see cref="ImageWidth"/>.</summary>
    public int? ImageHeight { get; init; }

    /// <summary>Rows told wrong with the most confidence (of numbers: with the largest errors) that are shown, 0 to 200. Default 24.</summary>
    public int Misreads { get; init; } = 24;

    /// <summary>
    /// Times that each feature is shuffled to see what it is worth, 0 (never: the report has no such section) to 100. Default 3.
    /// </summary>
    public int ImportanceRepeats { get; init; } = 3;

    /// <summary>
    /// Evaluation rows, drawn at random, over which features are shuffled, 10 or more. Default (<see langword="null"/>): 1,000, and
    /// fewer of them, down to 200, fewer repeats and at last not all features where the network is so large that it would take minutes.
    /// </summary>
    public int? ImportanceRows { get; init; }

    /// <summary>Where the random rows and shuffles come from: the same seed gives the same page. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The rows that were trained on, to show how their classes are distributed beside those of the evaluation rows. Default: none.</summary>
    public IDataView? TrainingData { get; init; }

    /// <summary>The date that the page bears. Default (<see langword="null"/>): now.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Throws when an option is out of its range by itself.</summary>
    internal void Check()
    {
        Require(!string.IsNullOrWhiteSpace(Title), nameof(Title), $"'{Title}'", "some words");
        Require(Notes != null, nameof(Notes), "null", "text, '' for none");
        Require(LabelColumnName != "", nameof(LabelColumnName), "''", "the name of a column, or null");
        Require(FeatureColumnName != "", nameof(FeatureColumnName), "''", "the name of a column, or null");
        Require(ClassNames == null || ClassNames.All(name => name != null), nameof(ClassNames), "given with a null in it", "a name for each class");
        Require(ImageWidth is null or >= 0, nameof(ImageWidth), ImageWidth, "1 or more, or 0 for no image");
        Require(ImageHeight is null or >= 1, nameof(ImageHeight), ImageHeight, "1 or more");
        Require(ImageHeight == null || ImageWidth is >= 1, nameof(ImageHeight), ImageHeight, "null, because ImageWidth is not given");
        Require(Misreads is >= 0 and <= 200, nameof(Misreads), Misreads, "0 to 200");
        Require(ImportanceRepeats is >= 0 and <= 100, nameof(ImportanceRepeats), ImportanceRepeats, "0 to 100");
        Require(ImportanceRows is null or >= 10, nameof(ImportanceRows), ImportanceRows, "10 or more");
    }

    private static void Require(bool holds, string name, object? value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected {expected}."));
        }
    }
}
