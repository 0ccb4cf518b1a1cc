using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Report;

/// <summary>Goes once through rows with features and label. Rows without a label are left out.</summary>
/// <param name="data">The rows.</param>
/// <param name="columns">Their columns.</param>
/// <param name="takesMissingValues">Whether the network has values for features that are missing.</param>
internal sealed class EvaluationReader(IDataView data, EvaluationColumns columns, bool takesMissingValues)
{
    private const int MostRows = 512;

    /// <summary>Wide rows make blocks shorter: 16 MiB, or one row.</summary>
    private const int MostValues = 1 << 22;

    /// <summary>Rows left out because their label is missing.</summary>
    public long Skipped { get; private set; }

    /// <summary>Rows read.</summary>
    public long Count { get; private set; }

    /// <summary>Reads all rows. The blocks are one object that is filled again and again.</summary>
    /// <exception cref="InvalidOperationException">There are none, or a value can't be used.</exception>
    public IEnumerable<RowBlock> Read()
    {
        var inputs = ((VectorDataViewType)columns.Features.Type).Size;
        var block = new RowBlock(Math.Clamp(MostValues / inputs, 1, MostRows), inputs);
        using var cursor = data.GetRowCursor([columns.Label, columns.Features]);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(columns.Features);
        var readLabel = LabelGetter(cursor);
        var features = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            if (readLabel() is not { } label)
            {
                Skipped++;
                continue;
            }

            getFeatures(ref features);
            features.CopyTo(block.Next);
            RequireUsable(block.Next, cursor.Position);
            block.Add(label, cursor.Position);
            Count++;
            if (block.IsFull)
            {
                yield return block;
                block.Clear();
            }
        }

        if (Count == 0)
        {
            throw new InvalidOperationException(Skipped == 0
                ? "The evaluation data has no rows; expected one or more."
                : string.Create(CultureInfo.InvariantCulture, $"None of the {Skipped} rows of the evaluation data has a value in label column '{columns.Label.Name}'; expected one or more."));
        }

        if (block.Count > 0)
        {
            yield return block;
        }
    }

    /// <summary>Reads a label: the class from 0, or the number; null where it is missing.</summary>
    private Func<float?> LabelGetter(DataViewRow row)
    {
        switch (columns.Task)
        {
            case ReportTask.Multiclass:
                var getKey = row.GetGetter<uint>(columns.Label);
                return () =>
                {
                    var key = 0u;
                    getKey(ref key);
                    return key == 0 ? null : key - 1;
                };
            case ReportTask.Binary:
                var getFlag = row.GetGetter<bool>(columns.Label);
                return () =>
                {
                    var flag = false;
                    getFlag(ref flag);
                    return flag ? 1 : 0;
                };
            default:
                var getNumber = row.GetGetter<float>(columns.Label);
                return () =>
                {
                    var number = 0f;
                    getNumber(ref number);
                    return float.IsNaN(number) ? null
                        : float.IsFinite(number) ? number
                        : throw Unusable($"Label column '{columns.Label.Name}' is {number} in row {row.Position} of the evaluation data (rows counted from 0); expected a finite number, or NaN for a missing label.");
                };
        }
    }

    private void RequireUsable(ReadOnlySpan<float> features, long row)
    {
        for (var slot = 0; slot < features.Length; slot++)
        {
            if (!float.IsFinite(features[slot]) && !(takesMissingValues && float.IsNaN(features[slot])))
            {
                var name = columns.FeatureNames is { } names ? $" ('{names[slot]}')" : "";
                throw Unusable($"Feature column '{columns.Features.Name}' is {features[slot]} in slot {slot}{name} of row {row} of the evaluation data (rows and slots counted from 0); expected a finite number.");
            }
        }
    }

    private static InvalidOperationException Unusable(FormattableString message) => new(message.ToString(CultureInfo.InvariantCulture));
}
