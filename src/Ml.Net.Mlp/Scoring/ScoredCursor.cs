using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

/// <summary>
/// Reads a block of rows ahead and scores it, on several threads where there is work for them, when a score of it is first
/// asked for. The input has then moved past the current row, so everything that may be asked of a row is kept until its block
/// ends: ids, batch numbers and each active column.
/// </summary>
internal sealed class ScoredCursor : DataViewRowCursor, IScores
{
    /// <summary>The network computes 128 rows at a time; more for each thread would only leave the second-level cache.</summary>
    private const int MostRowsOfThread = 128;

    /// <summary>
    /// Long rows make blocks shorter: 4 MiB of features for each thread at most, or one row. Of sparse rows only what they have counts.
    /// </summary>
    private const int MostValuesOfThread = 1 << 20;

    private readonly NetworkScorer _scorer;
    private readonly DataViewRowCursor _input;
    private readonly ColumnChoice _columns;
    private readonly int _threads;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly ColumnBlock?[] _columnBlocks;
    private readonly ColumnBlock<VBuffer<float>> _features;
    private readonly FeatureReader _readDense;
    private readonly FeatureSource _readSparse;
    private readonly Delegate?[] _getters;

    private bool[] _known = [];
    private float[] _scores = [];
    private DataViewRowId[] _ids = [];
    private long[] _batches = [];
    private int _capacity;
    private int _count;
    private int _slot = -1;
    private long _position = -1;
    private bool _scored;
    private bool _ended;

    public ScoredCursor(NetworkScorer scorer, DataViewRowCursor input, ColumnChoice columns, int threads)
    {
        _scorer = scorer;
        _input = input;
        _columns = columns;
        _threads = threads;
        _getId = input.GetIdGetter();
        _columnBlocks = new ColumnBlock[columns.Schema.Input.Count];
        foreach (var column in columns.InputColumns)
        {
            _columnBlocks[column.Index] = ColumnBlock.Create(input, column, () => Slot);
        }

        _features = (ColumnBlock<VBuffer<float>>)_columnBlocks[columns.Features.Index]!;
        _readDense = (row, features) => _known[row] = scorer.CopyFeatures(in _features[row], features);
        _readSparse = (row, features) => _known[row] = scorer.CopyFeatures(in _features[row], features);
        _getters = new Delegate[scorer.Columns.Count];
    }

    public override DataViewSchema Schema => _columns.Schema.Output;

    public override long Position => _ended ? -1 : _position;

    public override long Batch => _batches[Slot];

    public ReadOnlySpan<float> Scores
    {
        get
        {
            var slot = Slot;
            if (!_scored)
            {
                Score(_known.AsSpan(0, _count), _scores.AsSpan(0, _count * _scorer.Outputs));
                _scored = true;
            }

            return _scores.AsSpan(slot * _scorer.Outputs, _scorer.Outputs);
        }
    }

    public ref readonly VBuffer<float> Features => ref _features[Slot];

    private int Slot => _slot >= 0 && !_ended
        ? _slot
        : throw new InvalidOperationException("The cursor is not at a row: MoveNext was not called yet, or the rows have ended.");

    public override bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        if (++_slot >= _count && !ReadBlock())
        {
            _ended = true;
            return false;
        }

        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Slot];

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _columns.RequireActive(column);
        var getter = _columns.Schema.IsFromInput(column, out var index)
            ? _columnBlocks[index]!.Getter
            : _getters[index] ??= _scorer.Columns.CreateGetter(index, this);
        return ColumnChoice.Typed<TValue>(getter, column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    // The rows of a block are most often all dense or all sparse: the first one tells.
    private void Score(ReadOnlySpan<bool> known, Span<float> scores)
    {
        if (_features[0].IsDense)
        {
            _scorer.Score(_readDense, known, scores, _threads);
        }
        else
        {
            _scorer.Score(_readSparse, known, scores, _threads);
        }
    }

    /// <summary>Rows that the next block may have, by the length of those in the last one.</summary>
    private int MostRows()
    {
        var values = 0L;
        for (var row = 0; row < _count; row++)
        {
            values += _features[row].GetValues().Length;
        }

        var rows = values == 0 ? MostRowsOfThread : MostValuesOfThread * (long)_count / values;
        return _threads * (int)Math.Clamp(rows, 1, MostRowsOfThread);
    }

    private bool ReadBlock()
    {
        // A block of 1, then 2, 4, ...: who takes only the first rows of a slow source does not wait for hundreds.
        Grow(Math.Min(MostRows(), Math.Max(1, 2 * _capacity)));
        _slot = 0;
        _scored = false;
        for (_count = 0; _count < _capacity && _input.MoveNext(); _count++)
        {
            _getId(ref _ids[_count]);
            _batches[_count] = _input.Batch;
            foreach (var column in _columns.InputColumns)
            {
                _columnBlocks[column.Index]!.Read(_count);
            }
        }

        return _count > 0;
    }

    private void Grow(int capacity)
    {
        if (capacity == _capacity)
        {
            return;
        }

        _capacity = capacity;
        _known = new bool[capacity];
        _scores = new float[capacity * _scorer.Outputs];
        _ids = new DataViewRowId[capacity];
        _batches = new long[capacity];
        foreach (var column in _columns.InputColumns)
        {
            _columnBlocks[column.Index]!.Grow(capacity);
        }
    }
}
