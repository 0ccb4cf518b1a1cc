using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Finds the temperature T above 0 for which the probabilities of <c>logits / T</c> have the least log-loss on validation rows
/// (Guo et al., 2017), and takes it into the output layer.
/// </summary>
/// <remarks>
/// The log-loss is convex in β = 1/T, and its derivative is the weighted sum of <c>Σ_j z_j (p_j - t_j)</c> over the rows: a
/// bisection of β finds where it changes its sign. Rows are summed in their order, so the bits do not depend on threads.
/// </remarks>
internal sealed unsafe class TemperatureCalibration
{
    /// <summary>Beyond it the validation rows say no more than that they are all read right, or that nothing can be told.</summary>
    private const double Extreme = 64;

    private const int Halvings = 50;

    private readonly List<float[]> _logits = [];
    private readonly List<float[]> _targets = [];
    private readonly List<double> _weights = [];
    private readonly bool _isSoftmax;

    private TemperatureCalibration(bool isSoftmax) => _isSoftmax = isSoftmax;

    /// <summary>Whether outputs of this activation are probabilities of logits.</summary>
    public static bool Fits(Activation outputActivation) =>
        outputActivation == Activation.Softmax || outputActivation == Activation.Sigmoid;

    /// <summary>Measures the temperature.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="validation">The rows to measure on.</param>
    /// <param name="team">Threads to use.</param>
    /// <param name="rows">Rows that are computed together.</param>
    public static double Measure(NetworkDescription network, AlignedBuffer parameters, BatchSource validation, WorkerTeam team, int rows)
    {
        var activation = network.OutputLayer.Activation;
        var calibration = new TemperatureCalibration(activation == Activation.Softmax);
        var pass = new NetworkPass(
            network.WithOutputActivation(Activation.Identity), rows, team, SimdSupport.Best, parameters,
            sparse: NetworkPass.TakesSparseRows(network, validation.Density));
        calibration.Read(pass, validation);
        return 1 / calibration.FindInverse();
    }

    /// <summary>Divides the weights and biases of the output layer, and so the logits.</summary>
    public static void Apply(NetworkDescription network, AlignedBuffer parameters, double temperature)
    {
        var scale = (float)(1 / temperature);
        foreach (var entry in new ParameterMap(network).Entries.Where(entry => entry.Layer == network.Layers.Count - 1))
        {
            foreach (ref var value in parameters.Span.Slice((int)(entry.LayerOffset + entry.Part.Offset), (int)entry.Part.Size))
            {
                value *= scale;
            }
        }
    }

    private void Read(NetworkPass pass, BatchSource validation)
    {
        validation.Begin(shuffleKey: null);
        for (int rows; (rows = pass.Fill(validation)) > 0;)
        {
            pass.Forward(rows);
            for (var row = 0; row < rows; row++)
            {
                _logits.Add(pass.Output.RowSpan(row).ToArray());
                _targets.Add(Targets(validation, row, pass.Output.Columns));
                _weights.Add(validation.Weight(row));
            }
        }
    }

    private static float[] Targets(BatchSource validation, int row, int outputs)
    {
        if (!validation.HasClasses)
        {
            return validation.Targets(row).ToArray();
        }

        var targets = new float[outputs];
        var label = validation.Class(row);
        if (outputs == 1)
        {
            targets[0] = label;
        }
        else
        {
            targets[label] = 1;
        }

        return targets;
    }

    private double FindInverse()
    {
        var (low, high) = (1 / Extreme, Extreme);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = Slope(middle) < 0 ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(low * high);
    }

    /// <summary>The derivative of the log-loss by β.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Slope(double inverse)
    {
        var sum = 0.0;
        for (var row = 0; row < _logits.Count; row++)
        {
            sum += _weights[row] * (_isSoftmax ? SoftmaxSlope(_logits[row], _targets[row], inverse) : SigmoidSlope(_logits[row], _targets[row], inverse));
        }

        return sum;
    }

    private static double SoftmaxSlope(float[] logits, float[] targets, double inverse)
    {
        var largest = logits.Max();
        var (total, weighted, wanted, share) = (0.0, 0.0, 0.0, 0.0);
        for (var j = 0; j < logits.Length; j++)
        {
            var difference = (double)logits[j] - largest;
            var power = (double)VectorFunctions.Exp(new Vec1((float)(inverse * difference))).ToSingle();
            total += power;
            weighted += power * difference;
            wanted += targets[j] * difference;
            share += targets[j];
        }

        return (share * weighted / total) - wanted;
    }

    private static double SigmoidSlope(float[] logits, float[] targets, double inverse)
    {
        var sum = 0.0;
        for (var j = 0; j < logits.Length; j++)
        {
            sum += logits[j] * ((double)VectorFunctions.Sigmoid(new Vec1((float)(inverse * logits[j]))).ToSingle() - targets[j]);
        }

        return sum;
    }
}
