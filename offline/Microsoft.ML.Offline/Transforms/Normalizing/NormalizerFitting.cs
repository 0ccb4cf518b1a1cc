using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The fitting of a normalizer to one column.</summary>
internal abstract class NormalizerFitting
{
    public static NormalizerFitting Create(NormalizerOptions options, DataViewRow row, DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var itemType = vector?.ItemType ?? column.Type;
        if (vector is null or { IsKnownSize: true })
        {
            if (itemType == NumberDataViewType.Single)
                return new Of<float>(options, row, column);
            if (itemType == NumberDataViewType.Double)
                return new Of<double>(options, row, column);
        }
        throw new ArgumentOutOfRangeException(
            "srcType", $"Wrong column type for input column. Expected: Single, Double, Vector of Single or Vector of Double. Got: {column.Type}.");
    }

    /// <summary>Takes the current row; false if no more rows are wanted.</summary>
    public abstract bool Add();

    public abstract NormalizerColumn ToColumn();

    private sealed class Of<T> : NormalizerFitting
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        private readonly NormalizerOptions _options;
        private readonly DataViewType _type;
        private readonly SlotStatistics<T> _statistics;
        private readonly Action _addRow;
        private long _remaining;

        public Of(NormalizerOptions options, DataViewRow row, DataViewSchema.Column column)
        {
            _options = options;
            _type = column.Type;
            _remaining = options.MaximumExampleCount;
            _statistics = options.MakeStatistics<T>((column.Type as VectorDataViewType)?.Size ?? 1);
            _addRow = column.Type is VectorDataViewType ? VectorReader(row, column) : ScalarReader(row, column);
        }

        public override bool Add()
        {
            if (_remaining == 0)
                return false;
            _remaining--;
            _addRow();
            return true;
        }

        public override NormalizerColumn ToColumn()
            => new NormalizerColumn<T>(_options.Name, _options.InputName, _type, _statistics.ToFunction());

        private Action ScalarReader(DataViewRow row, DataViewSchema.Column column)
        {
            var getter = row.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                getter(ref value);
                _statistics.Add(value);
            };
        }

        private Action VectorReader(DataViewRow row, DataViewSchema.Column column)
        {
            var getter = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> values = default;
            return () =>
            {
                getter(ref values);
                _statistics.Add(in values);
            };
        }
    }
}
