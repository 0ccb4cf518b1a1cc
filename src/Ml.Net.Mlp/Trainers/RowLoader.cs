using System.Globalization;
using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp;

/// <summary>
/// Reads features, labels and weights from a data view into one block of memory, each value copied once, sparse vectors made
/// dense. Rows whose label is missing are left out.
/// </summary>
internal sealed class RowLoader(IHost host, IChannel channel, MlpTrainerOptions options)
{
    /// <summary>Whether to go on is asked now and then, not for every row.</summary>
    private const int RowsBetweenChecks = 4096;

    private readonly string _featureName = options.FeatureColumnName;
    private readonly string? _weightName = options.ExampleWeightColumnName;

    /// <summary>Throws when the feature or the weight column is missing or of another type.</summary>
    public static void CheckColumns(SchemaShape shape, MlpTrainerOptions options)
    {
        var features = shape.Require(ColumnRole.Feature, options.FeatureColumnName);
        if (features.IsKey || features.Kind != SchemaShape.Column.VectorKind.Vector || !features.ItemType.Equals(NumberDataViewType.Single))
        {
            throw SchemaMismatch.WrongType(ColumnRole.Feature, features.Name, "Vector<Single>", features.TypeText());
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
    public static int CountFeatures(DataViewSchema schema, MlpTrainerOptions options) =>
        ((VectorDataViewType)schema[options.FeatureColumnName].Type).Size;

    /// <summary>Reads rows that belong to classes.</summary>
    /// <param name="data">The rows; their columns have been checked.</param>
    /// <param name="name">What the data is to the training, for messages.</param>
    /// <param name="builder">Takes the rows.</param>
    /// <param name="createLabelReader">Makes a reader of the current row's class, -1 where it is missing.</param>
    /// <exception cref="InvalidOperationException">There is no row with a label, or a value that training can't use.</exception>
    public TrainingData Load(IDataView data, string name, TrainingDataBuilder builder, Func<DataViewRow, Func<int>> createLabelReader)
    {
        using var cursor = data.GetRowCursor(Columns(data.Schema));
        var features = cursor.GetGetter<VBuffer<float>>(data.Schema[_featureName]);
        var weights = _weightName == null ? null : cursor.GetGetter<float>(data.Schema[_weightName]);
        var readLabel = createLabelReader(cursor);
        var buffer = default(VBuffer<float>);
        var weight = 1f;
        var totalWeight = 0.0;
        var skipped = 0L;
        while (cursor.MoveNext())
        {
            if (cursor.Position % RowsBetweenChecks == 0)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                MlNetInternals.CheckAlive(host);
            }

            var label = readLabel();
            if (label < 0)
            {
                skipped++;
                continue;
            }

            features(ref buffer);
            var row = builder.BeginRow();
            buffer.CopyTo(row);
            RequireFinite(row, cursor.Position, name, data.Schema);
            if (weights != null)
            {
                weights(ref weight);
                RequireWeight(weight, cursor.Position, name);
            }

            totalWeight += weight;
            builder.EndRow(label, weight);
        }

        RequireRows(builder.Count, skipped, name);
        if (totalWeight == 0)
        {
            throw new InvalidOperationException(
                $"Weight column '{_weightName}' is 0 in all {Text(builder.Count)} rows of the {name} data; expected a weight above 0 in one row or more.");
        }

        if (skipped > 0)
        {
            channel.Warning(MessageSensitivity.Schema,
                $"Skipped {Text(skipped)} of {Text(skipped + builder.Count)} rows of the {name} data, because their label in column '{options.LabelColumnName}' is missing.");
        }

        return builder.Build();
    }

    private IEnumerable<DataViewSchema.Column> Columns(DataViewSchema schema)
    {
        yield return schema[options.LabelColumnName];
        yield return schema[_featureName];
        if (_weightName != null)
        {
            yield return schema[_weightName];
        }
    }

    private void RequireFinite(ReadOnlySpan<float> row, long position, string name, DataViewSchema schema)
    {
        var slot = TrainingDataBuilder.IndexOfNonFinite(row);
        if (slot >= 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Feature column '{_featureName}' is {row[slot]} in slot {slot}{SlotName(schema, slot)} of row {position} of the {name} data (rows and slots counted from 0); expected a finite number. Replace such values (ReplaceMissingValues) or leave such rows out (FilterRowsByMissingValues) before training."));
        }
    }

    private void RequireWeight(float weight, long position, string name)
    {
        if (!(weight >= 0 && float.IsFinite(weight)))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Weight column '{_weightName}' is {weight} in row {position} of the {name} data (rows counted from 0); expected a finite number, 0 or more."));
        }
    }

    private void RequireRows(int count, long skipped, string name)
    {
        if (count == 0)
        {
            throw new InvalidOperationException(skipped == 0
                ? $"The {name} data has no rows; expected 1 or more."
                : $"All {Text(skipped)} rows of the {name} data have a missing label in column '{options.LabelColumnName}'; expected 1 row or more with a label.");
        }
    }

    private string SlotName(DataViewSchema schema, int slot)
    {
        var column = schema[_featureName];
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.SlotNames)?.Type is not VectorDataViewType { ItemType: TextDataViewType })
        {
            return "";
        }

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.Annotations.GetValue(AnnotationKinds.SlotNames, ref names);
        return $" ('{names.GetItemOrDefault(slot)}')";
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
