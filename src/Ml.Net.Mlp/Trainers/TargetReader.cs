using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>Reads a label that holds target values: one, or a vector of them.</summary>
internal sealed class TargetReader : LabelReader
{
    private readonly DataViewRow _row;
    private readonly LabelSource _source;
    private readonly Action<float[]> _readValues;
    private readonly float[] _targets;
    private readonly bool _isVector;

    public TargetReader(DataViewRow row, LabelSource source)
    {
        _row = row;
        _source = source;
        var column = row.Schema[source.Name];
        _isVector = column.Type is VectorDataViewType;
        _targets = new float[_isVector ? ((VectorDataViewType)column.Type).Size : 1];
        _readValues = !_isVector ? ReadNumber(row, column)
            : column.Type.RawType == typeof(VBuffer<bool>) ? ReadFlags(row, column)
            : ReadNumbers(row, column);
    }

    public override ReadOnlySpan<float> Targets => _targets;

    public override bool Read()
    {
        _readValues(_targets);
        for (var i = 0; i < _targets.Length; i++)
        {
            if (float.IsNaN(_targets[i]))
            {
                return false;
            }
        }

        for (var i = 0; i < _targets.Length; i++)
        {
            var refused = float.IsFinite(_targets[i]) ? _source.Refuse(_targets[i]) : "expected a finite number";
            if (refused != null)
            {
                var place = _isVector ? string.Create(CultureInfo.InvariantCulture, $"slot {i} of row") : "row";
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                    $"Label column '{_source.Name}' is {_targets[i]} in {place} {_row.Position} of the {_source.Data} data ({(_isVector ? "rows and slots" : "rows")} counted from 0); {refused}."));
            }
        }

        return true;
    }

    private static Action<float[]> ReadNumber(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<float>(column);
        return targets => getter(ref targets[0]);
    }

    private static Action<float[]> ReadNumbers(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        return targets =>
        {
            getter(ref buffer);
            RequireSize(buffer.Length, column.Name, targets.Length);
            buffer.CopyTo(targets);
        };
    }

    private static Action<float[]> ReadFlags(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<bool>>(column);
        var buffer = default(VBuffer<bool>);
        var flags = new bool[((VectorDataViewType)column.Type).Size];
        return targets =>
        {
            getter(ref buffer);
            RequireSize(buffer.Length, column.Name, targets.Length);
            buffer.CopyTo(flags);
            for (var i = 0; i < targets.Length; i++)
            {
                targets[i] = flags[i] ? 1 : 0;
            }
        };
    }

    private static void RequireSize(int length, string name, int expected)
    {
        if (length != expected)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"A row has {length} values in label column '{name}'; expected {expected}, the size of the column's type."));
        }
    }
}
