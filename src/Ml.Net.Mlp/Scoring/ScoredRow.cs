using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// An input row with the score columns added. It follows the input row as that moves; after the first row it allocates
/// nothing.
/// </summary>
internal sealed class ScoredRow : DataViewRow, IScores
{
    private readonly NetworkScorer _scorer;
    private readonly DataViewRow _input;
    private readonly ColumnChoice _columns;
    private readonly ValueGetter<VBuffer<float>>? _features;
    private readonly Delegate?[] _getters;
    private readonly float[] _scores;

    private VBuffer<float> _featureBuffer;
    private long _scoredPosition = -1;

    public ScoredRow(NetworkScorer scorer, DataViewRow input, ColumnChoice columns)
    {
        _scorer = scorer;
        _input = input;
        _columns = columns;
        _getters = new Delegate[scorer.Columns.Count];
        _scores = new float[scorer.Outputs];
        _features = columns.WantsScores ? input.GetGetter<VBuffer<float>>(columns.Features) : null;
    }

    public override DataViewSchema Schema => _columns.Schema.Output;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public ReadOnlySpan<float> Scores
    {
        get
        {
            if (_scoredPosition != _input.Position || _scoredPosition < 0)
            {
                Score();
                _scoredPosition = _input.Position;
            }

            return _scores;
        }
    }

    public ref readonly VBuffer<float> Features => ref _featureBuffer;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _columns.RequireActive(column);
        return _columns.Schema.IsFromInput(column, out var index)
            ? _input.GetGetter<TValue>(_input.Schema[index])
            : ColumnChoice.Typed<TValue>(_getters[index] ??= _scorer.Columns.CreateGetter(index, this), column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Score()
    {
        _features!(ref _featureBuffer);
        _scorer.Score(in _featureBuffer, _scores);
    }
}
