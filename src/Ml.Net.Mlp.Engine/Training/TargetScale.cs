using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Mean and standard deviation of each target value over the training rows, weighted as the rows are: training is on
/// <c>(y - mean) / deviation</c>, and afterwards the last layer takes the inverse into its weights and biases. Where the loss is
/// one of ratios, which a shift would change, the mean is taken for 0, and the deviation is the root mean square.
/// </summary>
internal sealed class TargetScale
{
    /// <summary>Rows that are read together when measuring; wide rows make it fewer: 16 MiB of features at most, or one row.</summary>
    private const int BlockRows = 128;

    private const int BlockValues = 1 << 22;

    private readonly double[] _means;
    private readonly double[] _deviations;

    private TargetScale(double[] means, double[] deviations)
    {
        _means = means;
        _deviations = deviations;
    }

    /// <summary>What a difference of 1 on the standardized scale is in the data, for each target.</summary>
    public IReadOnlyList<double> Deviations => _deviations;

    /// <summary>Number of target values of a row.</summary>
    public int Count => _means.Length;

    /// <summary>What a difference of 1 on the standardized scale is in the data, for each target.</summary>
    public ReadOnlySpan<double> Units => _deviations;

    /// <summary>Whether targets may be standardized for a loss.</summary>
    public static bool Fits(Loss loss) => loss.IsOfDifferences || loss.IsOfRatios;

    /// <summary>Measures the targets in one pass over the rows.</summary>
    public static TargetScale Measure(BatchSource rows, NetworkDescription network, Loss loss)
    {
        var outputs = network.Outputs;
        var block = new Matrix(Math.Clamp(BlockValues / network.Inputs, 1, BlockRows), network.Inputs);
        var first = loss.IsOfDifferences ? null : new double[outputs];
        var (sums, squares, weights) = (new double[outputs], new double[outputs], 0.0);
        try
        {
            rows.Begin(shuffleKey: null);
            for (int count; (count = rows.Next(block, block.Rows)) > 0;)
            {
                for (var row = 0; row < count; row++)
                {
                    // Differences from the first row: sums of squares of large values would swallow a small deviation.
                    var targets = rows.Targets(row);
                    first ??= [.. targets.ToArray().Select(target => (double)target)];
                    var weight = rows.Weight(row);
                    weights += weight;
                    for (var j = 0; j < outputs; j++)
                    {
                        var difference = targets[j] - first[j];
                        sums[j] += weight * difference;
                        squares[j] += weight * difference * difference;
                    }
                }
            }
        }
        finally
        {
            rows.Dispose();
        }

        var (means, deviations) = (new double[outputs], new double[outputs]);
        for (var j = 0; j < outputs; j++)
        {
            var difference = loss.IsOfDifferences ? sums[j] / weights : 0;
            var deviation = Math.Sqrt(Math.Max(0, (squares[j] / weights) - (difference * difference)));
            means[j] = first![j] + difference;

            // A target that is always the same has nothing to be scaled by.
            deviations[j] = float.IsNormal((float)deviation) ? deviation : 1;
        }

        return new TargetScale(means, deviations);
    }

    /// <summary>Writes a row's targets as the training sees them.</summary>
    public void Standardize(ReadOnlySpan<float> targets, Span<float> destination)
    {
        for (var j = 0; j < destination.Length; j++)
        {
            destination[j] = (float)((targets[j] - _means[j]) / _deviations[j]);
        }
    }

    /// <summary>Whether two are the same, to the bit, or both missing.</summary>
    public static bool AreSame(TargetScale? one, TargetScale? other) => one == null || other == null
        ? one == other
        : one._means.AsSpan().SequenceEqual(other._means) && one.Deviations.SequenceEqual(other.Deviations);

    /// <summary>Makes a trained network yield targets as they are in the data.</summary>
    /// <exception cref="InvalidOperationException">A parameter would be infinite.</exception>
    public void Fold(NetworkDescription network, AlignedBuffer parameters) => Change(
        network, parameters, (value, isBias, j) => isBias ? (value * Deviations[j]) + _means[j] : value * Deviations[j]);

    /// <summary>The inverse of <see cref="Fold"/>, but for rounding.</summary>
    public void Unfold(NetworkDescription network, AlignedBuffer parameters) => Change(
        network, parameters, (value, isBias, j) => isBias ? (value - _means[j]) / Deviations[j] : value / Deviations[j]);

    private void Change(NetworkDescription network, AlignedBuffer parameters, Func<double, bool, int, double> change)
    {
        foreach (var entry in new ParameterMap(network).Entries.Where(entry => entry.Layer == network.Layers.Count - 1))
        {
            var values = ParameterMap.Export(parameters, entry);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)change(values[i], entry.Part.Kind == ParameterKind.Bias, i % Count);
            }

            var place = TrainingDataBuilder.IndexOfNonFinite(values);
            if (place >= 0)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                    $"Target {place % Count} is too large for a network: its mean is {_means[place % Count]} and its deviation {_deviations[place % Count]}. Scale it before the training."));
            }

            ParameterMap.Import(values, parameters, entry);
        }
    }
}
