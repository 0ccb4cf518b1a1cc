using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Weighted sums over the rows of an epoch that have target values, from which mean absolute error and R² come.</summary>
internal sealed unsafe class ValueErrors
{
    private readonly WorkerTeam _team;
    private readonly double[] _units;
    private readonly double[] _absolute;
    private readonly double[] _squared;
    private readonly double[] _origin;
    private readonly double[] _shift;
    private readonly double[] _spread;
    private readonly Action<int, int> _addColumns;

    private Matrix _outputs = null!;
    private BatchSource _source = null!;
    private int _rows;
    private bool _begun;
    private double _weight;

    /// <summary>Makes room.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="outputs">Outputs of the network.</param>
    /// <param name="units">What an error of 1 is in the targets' units; empty where it is 1.</param>
    public ValueErrors(WorkerTeam team, int outputs, ReadOnlySpan<double> units)
    {
        _team = team;
        _units = units.IsEmpty ? [.. Enumerable.Repeat(1.0, outputs)] : units.ToArray();
        _absolute = new double[outputs];
        _squared = new double[outputs];
        _origin = new double[outputs];
        _shift = new double[outputs];
        _spread = new double[outputs];
        _addColumns = AddColumns;
    }

    /// <summary>Mean of |ŷ - y| over rows and outputs.</summary>
    public double MeanAbsoluteError => _absolute.Zip(_units, (sum, unit) => sum * unit).Sum() / (_weight * _absolute.Length);

    /// <summary>1 - Σ(y - ŷ)² / Σ(y - mean)² of each output, averaged over the outputs.</summary>
    public double RSquared => Enumerable.Range(0, _squared.Length).Average(RSquaredOf);

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        foreach (var sums in new[] { _absolute, _squared, _shift, _spread })
        {
            Array.Clear(sums);
        }

        _begun = false;
        _weight = 0;
    }

    /// <summary>Adds a mini-batch.</summary>
    public void Add(Matrix outputs, BatchSource source, int rows)
    {
        (_outputs, _source, _rows) = (outputs, source, rows);

        // A thread owns whole outputs and goes through the rows in order, so the sums don't depend on the number of threads.
        _team.Run(_absolute.Length, 200L * rows * _absolute.Length, _addColumns);
        _begun = true;
        for (var row = 0; row < rows; row++)
        {
            _weight += source.Weight(row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddColumns(int first, int end)
    {
        if (!_begun)
        {
            // Differences from the first row: sums of squares of large values would swallow a small spread.
            for (var j = first; j < end; j++)
            {
                _origin[j] = _source.Targets(0)[j];
            }
        }

        for (var row = 0; row < _rows; row++)
        {
            var output = _outputs.Row(row);
            var targets = _source.Targets(row);
            var weight = _source.Weight(row);
            for (var j = first; j < end; j++)
            {
                var error = (double)output[j] - targets[j];
                var difference = targets[j] - _origin[j];
                _absolute[j] += weight * Math.Abs(error);
                _squared[j] += weight * error * error;
                _shift[j] += weight * difference;
                _spread[j] += weight * difference * difference;
            }
        }
    }

    private double RSquaredOf(int output)
    {
        var spread = _spread[output] - (_shift[output] * _shift[output] / _weight);

        // What is left of targets that are all the same may be a rounding error.
        return spread > 1e-12 * _spread[output] ? 1 - (_squared[output] / spread) : _squared[output] > 0 ? 0 : 1;
    }
}
