using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Some rows of the data in an order that can be shuffled, handed out as mini-batches.</summary>
internal sealed unsafe class BatchSource
{
    private readonly TrainingData _data;
    private readonly int[] _rows;
    private readonly int[] _order;
    private readonly WorkerTeam _team;
    private readonly Action<int, int> _gatherRows;
    private readonly double _weightScale;

    private Matrix _destination = null!;
    private int _first;

    public BatchSource(TrainingData data, int[] rows, WorkerTeam team, string name)
    {
        _data = data;
        _rows = rows;
        _order = [.. rows];
        _team = team;
        _gatherRows = GatherRows;

        // Weights are scaled to a mean of 1, so that only their ratios matter and the learning rate keeps its meaning.
        var totalWeight = data.HasWeights ? rows.Sum(row => (double)data.Weight(row)) : rows.Length;
        _weightScale = totalWeight > 0
            ? rows.Length / totalWeight
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"All {rows.Length} {name} rows have weight 0; expected one with a weight above 0."));
    }

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Length;

    public bool HasClasses => _data.HasClasses;

    /// <summary>Puts the rows in a new random order that depends on the key alone, not on the order before.</summary>
    public void Shuffle(ulong key)
    {
        _rows.CopyTo(_order, 0);
        new CounterRandom(key).Shuffle(_order);
    }

    /// <summary>Copies the features of a mini-batch.</summary>
    public void Gather(int first, int rows, Matrix destination)
    {
        _first = first;
        _destination = destination;
        _team.Run(rows, 4L * rows * _data.Inputs, _gatherRows);
    }

    /// <summary>The class at a position of the order.</summary>
    public int Class(int position) => _data.Class(_order[position]);

    /// <summary>The target values at a position of the order.</summary>
    public ReadOnlySpan<float> Targets(int position) => _data.Targets(_order[position]);

    /// <summary>The weight at a position of the order; 1 on average.</summary>
    public double Weight(int position) => _data.HasWeights ? _data.Weight(_order[position]) * _weightScale : 1;

    private void GatherRows(int first, int end)
    {
        for (var row = first; row < end; row++)
        {
            _data.Features(_order[_first + row]).CopyTo(_destination.RowSpan(row));
        }
    }
}
