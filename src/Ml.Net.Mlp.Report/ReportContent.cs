using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>All that a page tells, gathered in one pass over the rows.</summary>
internal sealed class ReportContent
{
    private const int RowsToGuessFrom = 200;

    private ReportContent(MlpModelParameters model, MlpReportOptions options, EvaluationColumns columns, Judge judge)
    {
        Model = model;
        Options = options;
        Columns = columns;
        Judge = judge;
        Date = options.Date ?? DateTimeOffset.Now;
    }

    public MlpModelParameters Model { get; }

    public NetworkDescription Network => Model.Network.Description;

    public MlpReportOptions Options { get; }

    public EvaluationColumns Columns { get; }

    public Judge Judge { get; }

    public DateTimeOffset Date { get; }

    public IReadOnlyList<string> ClassNames => Columns.ClassNames;

    /// <summary>Evaluation rows with a label.</summary>
    public required long Rows { get; init; }

    /// <summary>Evaluation rows left out because they have none.</summary>
    public required long Skipped { get; init; }

    /// <summary>Some of the rows, drawn at random.</summary>
    public required RowSample Sample { get; init; }

    /// <summary>What image the features are; null where they are none.</summary>
    public required ImageShape? Image { get; init; }

    /// <summary>What features are worth; null where that was not asked for.</summary>
    public required Importance? Importance { get; init; }

    /// <summary>Training rows of each class; null where they were not given.</summary>
    public required IReadOnlyList<long>? TrainingBalance { get; init; }

    /// <summary>Judges a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="evaluation">The rows.</param>
    /// <param name="options">What the page shows; checked.</param>
    /// <param name="featureColumn">The feature column, where it is known.</param>
    public static ReportContent Gather(MlpModelParameters model, IDataView evaluation, MlpReportOptions options, string? featureColumn)
    {
        var network = model.Network;
        var trained = model.Training?.Options;
        var features = options.FeatureColumnName ?? featureColumn ?? trained?.GetValueOrDefault("FeatureColumnName") ?? "Features";
        var label = options.LabelColumnName ?? trained?.GetValueOrDefault("LabelColumnName") ?? "Label";
        var columns = EvaluationColumns.Find(evaluation.Schema, network, label, features, options.ClassNames);
        var balance = CountClasses(options.TrainingData, columns);
        var judge = Judge.For(columns, network, options);
        var inputs = network.Description.Inputs;
        var sample = new RowSample(options.ImportanceRepeats == 0 ? RowsToGuessFrom : PermutationImportance.RowsToDraw(options, inputs), inputs, options.Seed);
        var reader = new EvaluationReader(evaluation, columns, network.Description.TakesMissingValues);
        foreach (var block in reader.Read())
        {
            judge.Add(block);
            for (var row = 0; row < block.Count; row++)
            {
                sample.Add(block.FeaturesOf(row), block.Label(row));
            }
        }

        return new ReportContent(model, options, columns, judge)
        {
            Rows = reader.Count,
            Skipped = reader.Skipped,
            Sample = sample,
            Image = ImageShape.Of(options, sample),
            Importance = options.ImportanceRepeats == 0 ? null : PermutationImportance.Measure(network, sample, ErrorMeasure.For(judge), options),
            TrainingBalance = balance,
        };
    }

    /// <summary>The name of a feature: its slot's, its pixel's, or its number.</summary>
    public string FeatureName(int feature) => Columns.FeatureNames is { } names && names[feature].Length > 0 ? names[feature]
        : Image is { } image ? image.NameOf(feature)
        : FormattableString.Invariant($"feature {feature}");

    private static long[]? CountClasses(IDataView? data, EvaluationColumns columns)
    {
        if (data == null || columns.Task == ReportTask.Regression)
        {
            return null;
        }

        var label = data.Schema.GetColumnOrNull(columns.Label.Name);
        if (label is not { } column || !column.Type.Equals(columns.Label.Type))
        {
            throw new ArgumentOutOfRangeException(nameof(MlpReportOptions.TrainingData),
                $"TrainingData has {(label is { } other ? $"a column '{columns.Label.Name}' of type {other.Type}" : $"no column '{columns.Label.Name}'")}; expected the label column of the evaluation data, of type {columns.Label.Type}. Pass the data as the trainer got it.");
        }

        var counts = new long[columns.ClassNames.Count];
        if (columns.Task == ReportTask.Binary)
        {
            foreach (var flag in data.GetColumn<bool>(columns.Label.Name))
            {
                counts[flag ? 1 : 0]++;
            }
        }
        else
        {
            foreach (var key in data.GetColumn<uint>(columns.Label.Name).Where(key => key > 0))
            {
                counts[key - 1]++;
            }
        }

        return counts;
    }
}
