using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Loss, accuracy and gradient of a mini-batch's outputs, each row in one go: where the output activation needs whole rows
/// (softmax), it is computed here too.
/// </summary>
internal sealed unsafe class LossStep
{
    private readonly WorkerTeam _team;
    private readonly SimdLevel _level;
    private readonly LossBinding _binding;
    private readonly Loss _loss;
    private readonly float _boundary;
    private readonly double[] _rowLoss;
    private readonly double[] _rowHits;
    private readonly Action<int, int> _computeRows;

    private Matrix _outputs = null!;
    private Matrix? _gradient;
    private BatchSource _source = null!;
    private int _rows;

    /// <summary>Makes room.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="binding">The loss and the output layer.</param>
    /// <param name="rows">Rows of a mini-batch at most.</param>
    public LossStep(WorkerTeam team, SimdLevel level, LossBinding binding, int rows)
    {
        _team = team;
        _level = level;
        _binding = binding;
        _loss = binding.Loss;
        _boundary = _loss.Boundary(binding.Activation);
        _rowLoss = new double[rows];
        _rowHits = new double[rows];
        _computeRows = ComputeRows;
    }

    /// <summary>Computes one mini-batch.</summary>
    /// <param name="outputs">
    /// The network's outputs; the weighted sums of its last layer where the binding leaves them, to which an activation that
    /// needs whole rows is applied in place.
    /// </param>
    /// <param name="source">Where the batch's classes, targets and weights come from.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="gradient">Receives the gradient of the batch's mean loss; null when it is not wanted.</param>
    public LossSums Compute(Matrix outputs, BatchSource source, int rows, Matrix? gradient)
    {
        _outputs = outputs;
        _source = source;
        _rows = rows;
        _gradient = gradient;

        // A row takes 80 nanoseconds and two for each output.
        _team.Run(rows, rows * (8_000 + (200L * outputs.Columns)), _computeRows);

        // Summed by one thread from the first row to the last, so the sums don't depend on the number of threads.
        var sums = default(LossSums);
        for (var row = 0; row < rows; row++)
        {
            var weight = source.Weight(row);
            sums += new LossSums(weight * _rowLoss[row], weight * _rowHits[row], weight);
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeRows(int first, int end)
    {
        if (!_binding.Activation.IsElementwise && !_binding.TakesSums)
        {
            _binding.Activation.Forward(_level, _outputs.Row(first), derivatives: null, _outputs.Stride, end - first, _outputs.Columns);
        }

        var hasShares = _source.HasShares;
        for (var row = first; row < end; row++)
        {
            if (hasShares)
            {
                ComputeMixedRow(row);
            }
            else if (_source.HasClasses && _outputs.Columns == 1)
            {
                var target = (float)_source.Class(row);
                ComputeRow(row, new Target(&target));
                _rowHits[row] = *_outputs.Row(row) > _boundary == target > 0 ? 1 : 0;
            }
            else if (_source.HasClasses)
            {
                var target = _source.Class(row);
                ComputeRow(row, new Target(target));
                _rowHits[row] = IsLargest(_outputs.Row(row), _outputs.Columns, target) ? 1 : 0;
            }
            else
            {
                fixed (float* target = _source.Targets(row))
                {
                    ComputeRow(row, new Target(target));
                    if (_loss.TargetsAreLabels)
                    {
                        _rowHits[row] = ShareOfLabels(_outputs.Row(row), target);
                    }
                }
            }
        }
    }

    /// <summary>A row of several classes in part is told right where that with the largest share is.</summary>
    private void ComputeMixedRow(int row)
    {
        fixed (float* shares = _source.Targets(row))
        {
            ComputeRow(row, new Target(shares));
            var output = _outputs.Row(row);
            var isHit = _outputs.Columns == 1
                ? *output > _boundary == *shares > 0.5f
                : IsLargest(output, _outputs.Columns, _source.Class(row));
            _rowHits[row] = isHit ? 1 : 0;
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
        var scale = (float)(_source.Weight(row) / _rows);
        if (_binding.IsCanonical && target.Class >= 0)
        {
            for (var j = 0; j < count; j++)
            {
                gradient[j] = output[j] * scale;
            }

            gradient[target.Class] = (output[target.Class] - 1) * scale;
            return;
        }

        if (_binding.IsCanonical)
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

        for (var j = 0; j < count; j++)
        {
            gradient[j] *= scale;
        }
    }

    /// <summary>The share of a row's labels that are told right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ShareOfLabels(float* output, float* target)
    {
        var right = 0;
        for (var j = 0; j < _outputs.Columns; j++)
        {
            right += output[j] > _boundary == target[j] > 0.5f ? 1 : 0;
        }

        return (double)right / _outputs.Columns;
    }

    // The first of equal values counts as the largest. No branches: which value is the largest can't be predicted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsLargest(float* values, int count, int index)
    {
        var value = values[index];
        var larger = 0;
        for (var j = 0; j < index; j++)
        {
            larger += values[j] >= value ? 1 : 0;
        }

        for (var j = index + 1; j < count; j++)
        {
            larger += values[j] > value ? 1 : 0;
        }

        return larger == 0;
    }
}
