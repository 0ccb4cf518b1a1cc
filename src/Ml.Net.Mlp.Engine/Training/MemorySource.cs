using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Rows in memory: an epoch goes through them in an order that is drawn anew for all of them.</summary>
internal sealed class MemorySource : BatchSource
{
    private readonly TrainingData _data;
    private readonly int[] _rows;
    private readonly int[] _order;
    private readonly WorkerTeam _team;
    private readonly Action<int, int> _gatherRows;
    private readonly double _weightScale = 1;
    private readonly double[]? _classFactors;

    private Matrix _destination = null!;
    private SparseBatchSink? _sink;
    private int _first;
    private int _next;

    public MemorySource(TrainingData data, BatchContext context, RowPart part)
    {
        _data = data;
        _rows = ValidationSplit.Choose(data, context, part);
        _order = [.. _rows];
        _team = context.Team;
        _gatherRows = GatherRows;
        if (context.Weighting is { } weighting)
        {
            _classFactors = weighting.Factors(WeighClasses(), _rows.Length, context.Name);
        }
        else if (data.HasWeights)
        {
            _weightScale = WeightScale(_rows.Sum(row => (double)data.Weight(row)), _rows.Length, context.Name);
        }
    }

    public override long Count => _rows.Length;

    public override bool HasClasses => _data.HasClasses;

    public override double Density => _data.Rows.Density;

    public override void Begin(ulong? shuffleKey)
    {
        _next = 0;
        _rows.CopyTo(_order, 0);
        if (shuffleKey is { } key)
        {
            new CounterRandom(key).Shuffle(_order);
        }
    }

    public override int Next(Matrix destination, int rows)
    {
        rows = Advance(rows);
        if (rows > 0)
        {
            _destination = destination;

            // Rows that lie about in memory take half a nanosecond a value to fetch.
            _team.Run(rows, 50L * rows * _data.Inputs, _gatherRows);
        }

        return rows;
    }

    public override int Next(SparseBatch destination, int rows)
    {
        rows = Advance(rows);
        _sink = _sink?.Batch == destination ? _sink : new SparseBatchSink(destination);
        for (var row = 0; row < rows; row++)
        {
            _sink.Begin(row);
            _data.Rows.WriteTo(_sink, _order[_first + row]);
        }

        return rows;
    }

    public override int Class(int row) => _data.Class(_order[_first + row]);

    public override ReadOnlySpan<float> Targets(int row) => _data.Targets(_order[_first + row]);

    public override double Weight(int row)
    {
        var index = _order[_first + row];
        return _data.Weight(index) * (_classFactors is { } factors ? factors[_data.Class(index)] : _weightScale);
    }

    private int Advance(int rows)
    {
        rows = Math.Min(rows, _rows.Length - _next);
        _first = _next;
        _next += rows;
        return rows;
    }

    private double[] WeighClasses()
    {
        var totals = new double[_data.ClassCount];
        foreach (var row in _rows)
        {
            totals[_data.Class(row)] += _data.Weight(row);
        }

        return totals;
    }

    private void GatherRows(int first, int end)
    {
        for (var row = first; row < end; row++)
        {
            _data.Rows.CopyTo(_order[_first + row], _destination.RowSpan(row));
        }
    }
}
