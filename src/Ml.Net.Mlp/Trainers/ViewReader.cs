using System.Globalization;
using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>One pass over the features, labels and weights of a data view. Rows whose label is missing are left out.</summary>
internal sealed class ViewReader : RowReader
{
    /// <summary>Whether to go on is asked now and then, not for every row.</summary>
    private const int RowsBetweenChecks = 4096;

    private readonly ViewSource _source;
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<VBuffer<float>> _features;
    private readonly ValueGetter<float>? _weights;
    private readonly LabelReader _label;

    private VBuffer<float> _buffer;
    private float _weight = 1;

    public ViewReader(ViewSource source)
    {
        _source = source;
        var schema = source.View.Schema;
        var options = source.Options;
        var columns = new List<DataViewSchema.Column> { schema[source.Label.Name] };
        var features = schema[options.FeatureColumn.Name];
        if (features.Index != columns[0].Index)
        {
            columns.Add(features);
        }

        if (options.ExampleWeightColumnName is { } weightName)
        {
            columns.Add(schema[weightName]);
        }

        _cursor = Open(source, columns);
        try
        {
            _features = _cursor.GetGetter<VBuffer<float>>(features);
            _weights = options.ExampleWeightColumnName == null ? null : _cursor.GetGetter<float>(columns[^1]);
            _label = source.CreateLabelReader(_cursor);
        }
        catch
        {
            _cursor.Dispose();
            throw;
        }
    }

    /// <summary>Rows left out so far, because their label is missing.</summary>
    public long Skipped { get; private set; }

    /// <summary>Rows read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Sum of the weights of the rows read so far.</summary>
    public double TotalWeight { get; private set; }

    /// <summary>The class of the first row; -1 before it, and where labels are no classes.</summary>
    public int FirstClass { get; private set; } = -1;

    /// <summary>Whether another class than the first has been read.</summary>
    public bool HasSeveralClasses { get; private set; }

    public override int Class => _label.Class;

    public override ReadOnlySpan<float> Targets => _label.Targets;

    public override float Weight => _weight;

    /// <exception cref="InvalidOperationException">The row has a value that training can't use.</exception>
    public override bool Read(FeatureSink features)
    {
        while (_cursor.MoveNext())
        {
            if (_cursor.Position % RowsBetweenChecks == 0)
            {
                _source.ThrowIfCancelled();
            }

            if (!_label.Read())
            {
                Skipped++;
                continue;
            }

            _features(ref _buffer);
            if (!FeatureCopy.Copy(in _buffer, features))
            {
                RequireNoneButMissing();
            }

            if (_label.Refuse(in _buffer) is { } refused)
            {
                throw Refused(refused.Slot, refused.Reason);
            }

            if (_weights != null)
            {
                _weights(ref _weight);
                RequireWeight();
            }

            Count++;
            TotalWeight += _weight;
            FirstClass = FirstClass < 0 ? _label.Class : FirstClass;
            HasSeveralClasses |= _label.Class != FirstClass;
            return true;
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cursor.Dispose();
        }
    }

    /// <summary>
    /// Some transforms of ML.NET read ahead on threads of their own, which costs copies of every row. A set of one cursor does
    /// not.
    /// </summary>
    private static DataViewRowCursor Open(ViewSource source, List<DataViewSchema.Column> columns)
    {
        if (source.Options.NumberOfThreads == 1)
        {
            var cursors = source.View.GetRowCursorSet(columns, 1);
            if (cursors is [var cursor])
            {
                return cursor;
            }

            Array.ForEach(cursors, unused => unused.Dispose());
        }

        return source.View.GetRowCursor(columns);
    }

    private void RequireWeight()
    {
        if (!(_weight >= 0 && float.IsFinite(_weight)))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Weight column '{_source.Options.ExampleWeightColumnName}' is {_weight} in row {_cursor.Position} of the {_source.Name} data (rows counted from 0); expected a finite number, 0 or more."));
        }
    }

    private void RequireNoneButMissing()
    {
        var values = _buffer.GetValues();
        var refuses = _source.Options.MissingValueHandling == MissingValueHandling.Refuse;
        var place = refuses
            ? TrainingDataBuilder.IndexOfNonFinite(values)
            : values.IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);
        if (place < 0)
        {
            return;
        }

        var advice = refuses
            ? $" {(_source.Options is MlpTrainerOptions ? $"Set the option {nameof(MlpTrainerOptions.MissingValues)}, replace" : "Replace")} such values (ReplaceMissingValues) or leave such rows out (FilterRowsByMissingValues) before training."
            : "";
        throw Refused(
            _buffer.IsDense ? place : _buffer.GetIndices()[place],
            $"expected a finite number{(refuses ? "" : ", or NaN for a missing value")}", advice);
    }

    private InvalidOperationException Refused(int slot, string expected, string advice = "")
    {
        var (role, name) = _source.Options.FeatureColumn;
        return new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
            $"{role} column '{name}' is {_buffer.GetItemOrDefault(slot)} in slot {slot}{SlotName(_source.View.Schema[name], slot)} of row {_cursor.Position} of the {_source.Name} data (rows and slots counted from 0); {expected}.{advice}"));
    }

    private static string SlotName(DataViewSchema.Column column, int slot)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.SlotNames)?.Type is not VectorDataViewType { ItemType: TextDataViewType })
        {
            return "";
        }

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.Annotations.GetValue(AnnotationKinds.SlotNames, ref names);
        return $" ('{names.GetItemOrDefault(slot)}')";
    }
}
