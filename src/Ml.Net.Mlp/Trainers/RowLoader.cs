using System.Globalization;
using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp;

/// <summary>
/// Reads features, labels and weights from data views: into memory, each value copied once, as long as the budget lasts, and
/// anew for every epoch where it does not.
/// </summary>
internal sealed class RowLoader(IHost host, IChannel channel, MlpOptions options)
{
    private const double DefaultShareOfFreeMemory = 0.7;

    /// <summary>Data of this size always stays in memory, so that small trainings do not depend on what else the machine does.</summary>
    private const long LeastDefault = 64L << 20;

    private long _budget = options.MemoryBudgetMegabytes is { } megabytes
        ? (long)megabytes << 20
        : Math.Max(LeastDefault, (long)(DefaultShareOfFreeMemory * FreeMemory()));

    /// <summary>Throws when the feature or the weight column is missing or of another type.</summary>
    public static void CheckColumns(SchemaShape shape, MlpOptions options)
    {
        var (role, name) = options.FeatureColumn;
        var features = shape.Require(role, name);
        if (features.IsKey || features.Kind != SchemaShape.Column.VectorKind.Vector || !features.ItemType.Equals(NumberDataViewType.Single))
        {
            throw SchemaMismatch.WrongType(role, name, "Vector<Single>", features.TypeText());
        }

        if (options.ExampleWeightColumnName is { } weightName)
        {
            var weights = shape.Require(ColumnRole.Weight, weightName);
            if (weights.IsKey || weights.Kind != SchemaShape.Column.VectorKind.Scalar || !weights.ItemType.Equals(NumberDataViewType.Single))
            {
                throw SchemaMismatch.WrongType(ColumnRole.Weight, weightName, "Single", weights.TypeText());
            }
        }
    }

    /// <summary>The number of features of a row.</summary>
    public static int CountFeatures(DataViewSchema schema, MlpOptions options) =>
        ((VectorDataViewType)schema[options.FeatureColumn.Name].Type).Size;

    /// <summary>Throws when validation rows have other features than training rows.</summary>
    /// <exception cref="ArgumentException">Their number differs.</exception>
    public static void RequireFeatures(DataViewSchema validation, MlpOptions options, int inputs)
    {
        var (role, name) = options.FeatureColumn;
        var count = CountFeatures(validation, options);
        if (count != inputs)
        {
            throw new ArgumentException($"{role} column '{name}' has {count} features in the validation data; expected {inputs}, as in the training data.");
        }
    }

    /// <summary>Reads rows.</summary>
    /// <param name="data">The rows; their columns have been checked.</param>
    /// <param name="inputs">Features of a row.</param>
    /// <param name="label">The label column.</param>
    /// <param name="forTraining">
    /// Whether the network learns from the rows, which must then be of two classes or more where they have classes; otherwise
    /// they validate.
    /// </param>
    /// <exception cref="InvalidOperationException">There is no row with a label, or a value that training can't use.</exception>
    public TrainingRows Load(IDataView data, int inputs, LabelColumn label, bool forTraining)
    {
        var name = forTraining ? "training" : "validation";
        var source = new ViewSource(host, data, name, options, label);
        ViewReader? first = null;
        RowReader Open()
        {
            var reader = new ViewReader(source);
            first ??= reader;
            return reader;
        }

        var builder = label.CreateBuilder(inputs);
        builder.AllowsMissingValues = options.MissingValueHandling != MissingValueHandling.Refuse;
        var rows = TrainingRows.Read(builder, Open, Math.Max(1, _budget));
        Check(first!, name, label.Name);
        if (forTraining && rows.HasClasses && !first!.HasSeveralClasses)
        {
            throw label.OneClassOnly(first.FirstClass, first.Count);
        }

        if (rows is StreamedTrainingData streamed)
        {
            Warn(streamed, name, streamed.TotalBytes, forTraining);
        }

        _budget -= rows.MemoryBytes;
        return rows;
    }

    private static long FreeMemory()
    {
        // The load is that of the last collection. One of the youngest generation takes it anew.
        GC.Collect(0);
        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
    }

    private void Warn(StreamedTrainingData rows, string name, long bytes, bool forTraining)
    {
        var mixes = forTraining && options.Shuffle;
        var order = mixes ? $"through a shuffle buffer of {Text(rows.BufferRows)} rows" : "in their order";
        var effect = mixes || options.ValidationFraction > 0
            ? " The network differs from one trained in memory and depends on the budget: set the option to repeat the training elsewhere."
            : "";
        channel.Warning(MessageSensitivity.Schema,
            $"The {name} data takes {Megabytes(Math.Ceiling, bytes)} MB, more than the memory budget of {Megabytes(Math.Floor, _budget)} MB leaves ({nameof(options.MemoryBudgetMegabytes)}): every epoch reads its {Text(rows.Count)} rows anew, {order}.{effect}");
    }

    private void Check(ViewReader reader, string name, string label)
    {
        if (reader.Count == 0)
        {
            throw new InvalidOperationException(reader.Skipped == 0
                ? $"The {name} data has no rows; expected 1 or more."
                : $"All {Text(reader.Skipped)} rows of the {name} data have a missing label in column '{label}'; expected 1 row or more with a label.");
        }

        if (reader.TotalWeight == 0)
        {
            throw new InvalidOperationException(
                $"Weight column '{options.ExampleWeightColumnName}' is 0 in all {Text(reader.Count)} rows of the {name} data; expected a weight above 0 in one row or more.");
        }

        if (reader.Skipped > 0)
        {
            channel.Warning(MessageSensitivity.Schema,
                $"Skipped {Text(reader.Skipped)} of {Text(reader.Skipped + reader.Count)} rows of the {name} data, because their label in column '{label}' is missing.");
        }
    }

    private static string Megabytes(Func<double, double> round, long bytes) =>
        (round(Math.Max(0, bytes) * 10.0 / (1 << 20)) / 10).ToString("F1", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
