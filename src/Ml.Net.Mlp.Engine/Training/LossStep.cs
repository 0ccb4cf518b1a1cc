using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Loss, accuracy and gradient of a mini-batch's outputs.</summary>
internal sealed unsafe class LossStep
{
    private readonly WorkerTeam _team;
    private readonly Loss _loss;
    private readonly bool _canonical;
    private readonly double[] _rowLoss;
    private readonly bool[] _rowHit;
    private readonly Action<int, int> _computeRows;

    private Matrix _outputs = null!;
    private Matrix? _gradient;
    private BatchSource _source = null!;
    private int _first;
    private int _rows;

    public LossStep(WorkerTeam team, Loss loss, bool canonical, int rows)
    {
        _team = team;
        _loss = loss;
        _canonical = canonical;
        _rowLoss = new double[rows];
        _rowHit = new bool[rows];
        _computeRows = ComputeRows;
    }

    /// <summary>Computes one mini-batch.</summary>
    /// <param name="outputs">The network's outputs.</param>
    /// <param name="source">Where classes, targets and weights come from.</param>
    /// <param name="first">Position of the batch's first row in the source.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="gradient">Receives the gradient of the batch's mean loss; null when it is not wanted.</param>
    public LossSums Compute(Matrix outputs, BatchSource source, int first, int rows, Matrix? gradient)
    {
        _outputs = outputs;
        _source = source;
        _first = first;
        _rows = rows;
        _gradient = gradient;
        _team.Run(rows, 100L * rows * outputs.Columns, _computeRows);

        // Summed by one thread from the first row to the last, so the sums don't depend on the number of threads.
        var sums = default(LossSums);
        for (var row = 0; row < rows; row++)
        {
            var weight = source.Weight(first + row);
            sums += new LossSums(weight * _rowLoss[row], _rowHit[row] ? weight : 0, weight);
        }

        return sums;
    }

    private void ComputeRows(int first, int end)
    {
        for (var row = first; row < end; row++)
        {
            var position = _first + row;
            if (_source.HasClasses)
            {
                var target = _source.Class(position);
                ComputeRow(row, new Target(target));
                _rowHit[row] = IndexOfLargest(_outputs.Row(row), _outputs.Columns) == target;
            }
            else
            {
                fixed (float* target = _source.Targets(position))
                {
                    ComputeRow(row, new Target(target));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeRow(int row, Target target)
    {
        var output = _outputs.Row(row);
        var count = _outputs.Columns;
        _rowLoss[row] = _loss.Value(output, count, target);
        if (_gradient == null)
        {
            return;
        }

        var gradient = _gradient.Row(row);
        if (_canonical)
        {
            for (var j = 0; j < count; j++)
            {
                gradient[j] = output[j] - target[j];
            }
        }
        else
        {
            _loss.Gradient(output, count, target, gradient);
        }

        var scale = (float)(_source.Weight(_first + row) / _rows);
        for (var j = 0; j < count; j++)
        {
            gradient[j] *= scale;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexOfLargest(float* values, int count)
    {
        var index = 0;
        for (var j = 1; j < count; j++)
        {
            if (values[j] > values[index])
            {
                index = j;
            }
        }

        return index;
    }
}
