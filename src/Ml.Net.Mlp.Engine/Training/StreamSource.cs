using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Rows that every epoch reads anew. With shuffling they go through the buffer that <see cref="StreamedTrainingData"/>
/// describes; without, straight into the mini-batch.
/// </summary>
internal sealed class StreamSource : BatchSource
{
    private readonly StreamedTrainingData _data;
    private readonly BatchContext _context;
    private readonly RowPart _part;
    private readonly FeatureRows _buffer;
    private readonly RowStore? _targets;
    private readonly int _targetSize;
    private readonly double _weightScale = 1;
    private readonly double[]? _classFactors;
    private readonly ulong _splitKey;
    private readonly SkippingSink _skipped;

    // The places of the buffer, those in use first, and what belongs to each; none until an epoch shuffles.
    private int[] _places = [];
    private RowLabel[] _labels = [];

    private RowLabel[] _batchLabels = [];
    private float[] _batchTargets = [];
    private MatrixSink? _matrix;
    private SparseBatchSink? _batch;
    private RowReader? _reader;
    private CounterRandom _random;
    private bool _shuffles;
    private int _used;
    private long _read;

    /// <summary>Prepares the epochs.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="buffer">Holds the features of the shuffle buffer's rows.</param>
    /// <param name="targets">Holds their target values; null where rows have classes, or their features for targets.</param>
    /// <param name="context">The training.</param>
    /// <param name="part">Which of the rows.</param>
    public StreamSource(StreamedTrainingData data, FeatureRows buffer, RowStore? targets, BatchContext context, RowPart part)
    {
        _data = data;
        _context = context;
        _part = part;
        _buffer = buffer;
        _targets = targets;
        _skipped = new SkippingSink(data.Inputs);
        _targetSize = targets?.Columns ?? 0;
        _splitKey = CounterRandom.Key(context.Seed, RandomPurpose.ValidationSplit);
        Count = CountRows();
        if (part != RowPart.All)
        {
            RequireBothSides(context.ValidationFraction, Count, data.Count);
        }

        if (context.Weighting is { } weighting)
        {
            _classFactors = weighting.Factors(WeighClasses(), Count, context.Name);
        }
        else
        {
            _weightScale = WeightScale(WeighRows(), Count, context.Name);
        }
    }

    public override long Count { get; }

    public override bool HasClasses => _data.HasClasses;

    public override double Density => _buffer.Density;

    public override void Begin(ulong? shuffleKey)
    {
        Dispose();
        _reader = _data.Open();
        _read = 0;
        _used = 0;
        _shuffles = shuffleKey != null;
        _random = new CounterRandom(shuffleKey ?? 0);
        if (!_shuffles)
        {
            return;
        }

        _buffer.Sink.NameRow = NameRow;

        if (_places.Length == 0)
        {
            _places = new int[_buffer.Count];
            _labels = new RowLabel[_places.Length];
        }

        for (var i = 0; i < _places.Length; i++)
        {
            _places[i] = i;
        }
    }

    public override int Next(Matrix destination, int rows)
    {
        _matrix = _matrix?.Matrix == destination ? _matrix : new MatrixSink(destination) { NameRow = NameRow };
        return Next(_matrix, rows);
    }

    public override int Next(SparseBatch destination, int rows)
    {
        _batch = _batch?.Batch == destination ? _batch : new SparseBatchSink(destination) { NameRow = NameRow };
        return Next(_batch, rows);
    }

    public override int Class(int row) => _batchLabels[row].Class;

    public override ReadOnlySpan<float> Targets(int row) => BatchTargets(row);

    public override double Weight(int row)
    {
        var label = _batchLabels[row];
        return label.Weight * (_classFactors is { } factors ? factors[label.Class] : _weightScale);
    }

    public override void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
    }

    private int Next(RowSink destination, int rows)
    {
        if (_batchLabels.Length < rows)
        {
            _batchLabels = new RowLabel[rows];
            _batchTargets = new float[rows * _targetSize];
        }

        var count = 0;
        while (count < rows && (_shuffles ? TakeRandom(destination, count) : TakeNext(destination, count)))
        {
            count++;
        }

        return count;
    }

    private bool TakeNext(RowSink destination, int row)
    {
        if (!Read(destination, row))
        {
            return false;
        }

        _batchLabels[row] = ReadLabel(BatchTargets(row));
        return true;
    }

    private bool TakeRandom(RowSink destination, int row)
    {
        while (_used < _places.Length && Fill(_places[_used]))
        {
            _used++;
        }

        if (_used == 0)
        {
            return false;
        }

        var drawn = _random.NextInt(_used);
        var place = _places[drawn];
        destination.Begin(row);
        _buffer.WriteTo(destination, place);
        destination.Complete();
        _batchLabels[row] = _labels[place];
        PlaceTargets(place).CopyTo(BatchTargets(row));
        if (!Fill(place))
        {
            // The rows have ended: the buffer runs dry.
            _used--;
            (_places[drawn], _places[_used]) = (_places[_used], _places[drawn]);
        }

        return true;
    }

    private bool Fill(int place)
    {
        if (!Read(_buffer.Sink, place))
        {
            return false;
        }

        _labels[place] = ReadLabel(PlaceTargets(place));
        return true;
    }

    private RowLabel ReadLabel(Span<float> targets)
    {
        var reader = _reader!;
        if (!_data.HasClasses)
        {
            if (_targets != null)
            {
                reader.Targets.CopyTo(targets);
                LossChecks.CheckTargets(targets, _context.Loss, _read - 1, _context.Name);
            }

            return new RowLabel(-1, reader.Weight);
        }

        return (uint)reader.Class < (uint)_data.ClassCount
            ? new RowLabel(reader.Class, reader.Weight)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Row {_read - 1} of the {_context.Name} rows has class {reader.Class} in this pass; expected 0 to {_data.ClassCount - 1}, as in the first."));
    }

    private Span<float> PlaceTargets(int place) => _targets == null ? [] : _targets[place];

    private Span<float> BatchTargets(int row) => _batchTargets.AsSpan(row * _targetSize, _targetSize);

    /// <summary>Reads the next row of this part.</summary>
    /// <param name="features">Where its features go.</param>
    /// <param name="place">Its place there.</param>
    private bool Read(RowSink features, int place)
    {
        while (_reader != null)
        {
            var isMine = IsMine(_read);
            features.Begin(place);
            if (!_reader.Read(isMine ? features : _skipped))
            {
                RequireAllRows(_read);
                Dispose();
                return false;
            }

            RequireAllRows(Math.Max(_data.Count, ++_read));
            if (isMine)
            {
                features.Complete();
                return true;
            }
        }

        return false;
    }

    private string NameRow() => string.Create(CultureInfo.InvariantCulture, $"Row {_read} of the {_context.Name} rows");

    private void RequireAllRows(long count)
    {
        if (count != _data.Count)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The source of the {_context.Name} rows gave {(count > _data.Count ? "more than " : "")}{Math.Min(count, _data.Count)} rows in this pass and {_data.Count} in the first; expected the same rows in every pass."));
        }
    }

    /// <summary>Whether a row, by its number, belongs to this part: a fraction of the rows is drawn, each by itself.</summary>
    private bool IsMine(long row) =>
        _part == RowPart.All
        || (new CounterRandom(CounterRandom.At(_splitKey, row)).NextDouble() < _context.ValidationFraction) == (_part == RowPart.Validation);

    private long CountRows()
    {
        var count = 0L;
        for (var row = 0L; row < _data.Count; row++)
        {
            count += IsMine(row) ? 1 : 0;
        }

        return count;
    }

    private double WeighRows()
    {
        if (_part == RowPart.All || _data.TotalWeight == _data.Count)
        {
            return _part == RowPart.All ? _data.TotalWeight : Count;
        }

        var sum = 0.0;
        ReadLabels(label => sum += label.Weight);
        return sum;
    }

    private double[] WeighClasses()
    {
        if (_part == RowPart.All)
        {
            return _data.ClassTotals!;
        }

        var totals = new double[_data.ClassCount];
        ReadLabels(label => totals[label.Class] += label.Weight);
        return totals;
    }

    /// <summary>Goes through the rows of this part for their labels alone.</summary>
    private void ReadLabels(Action<RowLabel> use)
    {
        try
        {
            var targets = new float[_targetSize];
            for (Begin(shuffleKey: null); Read(_skipped, place: 0);)
            {
                use(ReadLabel(targets));
            }
        }
        finally
        {
            Dispose();
        }
    }
}
