using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>The label and the feature column of data that a network is judged by, and what they say of the task.</summary>
internal sealed class EvaluationColumns
{
    private EvaluationColumns(DataViewSchema.Column label, DataViewSchema.Column features, ReportTask task, string[] classNames, string[]? featureNames)
    {
        Label = label;
        Features = features;
        Task = task;
        ClassNames = classNames;
        FeatureNames = featureNames;
    }

    public DataViewSchema.Column Label { get; }

    public DataViewSchema.Column Features { get; }

    public ReportTask Task { get; }

    /// <summary>The classes by name; none where numbers are predicted.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The features by name; null where the column does not name them.</summary>
    public IReadOnlyList<string>? FeatureNames { get; }

    /// <summary>Finds the columns and checks them against the network.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or is not what the network was made for.</exception>
    public static EvaluationColumns Find(DataViewSchema schema, Network network, string labelName, string featureName, IReadOnlyList<string>? classNames)
    {
        var features = Require(schema, "feature", featureName);
        if (features.Type is not VectorDataViewType { IsKnownSize: true } vector || !vector.ItemType.Equals(NumberDataViewType.Single))
        {
            throw WrongType("Feature", features, "a vector of Single of known size");
        }

        var inputs = network.Description.Inputs;
        if (vector.Size != inputs)
        {
            throw OutOfRange($"Feature column '{featureName}' has {vector.Size} features; expected {inputs}, as the model has inputs. Pass the data as the trainer got it: transformed by what stands before it in the pipeline.");
        }

        var label = Require(schema, "label", labelName);
        var task = TaskOf(label);
        var outputs = task == ReportTask.Multiclass ? (int)Math.Min(((KeyDataViewType)label.Type).Count, int.MaxValue) : 1;
        if (outputs != network.Description.Outputs)
        {
            throw task == ReportTask.Multiclass
                ? OutOfRange($"Label column '{labelName}' has keys for {outputs} classes; expected {network.Description.Outputs}, as the model has outputs.")
                : OutOfRange($"Label column '{labelName}' is of type {label.Type}, which asks for one output, and the model has {network.Description.Outputs}; expected {(network.Description.Outputs > 1 ? "a key: map the label as for the training (MapValueToKey)" : "the label that the model was trained with")}.");
        }

        var names = NameClasses(label, task, outputs, classNames);
        return new EvaluationColumns(label, features, task, names, AnnotationTexts.Read(features, "SlotNames", inputs));
    }

    private static ReportTask TaskOf(DataViewSchema.Column label) => label.Type switch
    {
        KeyDataViewType key when key.RawType == typeof(uint) => ReportTask.Multiclass,
        BooleanDataViewType => ReportTask.Binary,
        var type when type.Equals(NumberDataViewType.Single) => ReportTask.Regression,
        VectorDataViewType => throw WrongType("Label", label, "one label a row, because a report is about one: a key, a Boolean or a Single"),
        _ => throw WrongType("Label", label, "a key of UInt32 (see MapValueToKey), a Boolean or a Single"),
    };

    private static string[] NameClasses(DataViewSchema.Column label, ReportTask task, int outputs, IReadOnlyList<string>? given)
    {
        var count = task switch { ReportTask.Multiclass => outputs, ReportTask.Binary => 2, _ => 0 };
        if (given != null)
        {
            return given.Count == count
                ? [.. given]
                : throw OutOfRange($"ClassNames has {given.Count} names; expected {(count == 0 ? "null, because the label is a number" : count.ToString(CultureInfo.InvariantCulture))}.");
        }

        return task switch
        {
            ReportTask.Multiclass => AnnotationTexts.Read(label, "KeyValues", count)
                ?? [.. Enumerable.Range(1, count).Select(key => key.ToString(CultureInfo.InvariantCulture))],
            ReportTask.Binary => ["false", "true"],
            _ => [],
        };
    }

    private static DataViewSchema.Column Require(DataViewSchema schema, string role, string name) => schema.GetColumnOrNull(name)
        ?? throw OutOfRange($"There is no {role} column '{name}' in the data; it has {string.Join(", ", schema.Where(column => !column.IsHidden).Select(column => column.Name))}.");

    private static ArgumentOutOfRangeException WrongType(string role, DataViewSchema.Column column, string expected) =>
        OutOfRange($"{role} column '{column.Name}' is of type {column.Type}; expected {expected}.");

    private static ArgumentOutOfRangeException OutOfRange(FormattableString message) =>
        new("evaluation", message.ToString(CultureInfo.InvariantCulture));
}
