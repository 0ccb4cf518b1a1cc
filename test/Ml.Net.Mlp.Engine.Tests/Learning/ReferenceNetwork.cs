namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// A slow network in double precision, written from the textbook and not from the engine: one row at a time, full
/// Jacobians, no step that joins activation and loss. Parameters are in the order of <see cref="Parameters"/>.
/// </summary>
internal sealed class ReferenceNetwork
{
    private readonly List<ReferenceLayer> _layers = [];
    private readonly string _loss;

    /// <param name="network">Dense and activation layers only.</param>
    /// <param name="parameters">The arrays of each layer in turn.</param>
    /// <param name="loss">The loss to make small.</param>
    public ReferenceNetwork(NetworkDescription network, IReadOnlyList<float[]> parameters, Loss loss)
    {
        _loss = loss.Name;
        var arrays = new Queue<float[]>(parameters);
        foreach (var (layer, inputs) in network.Walk())
        {
            _layers.Add(ReferenceLayer.Create(layer, inputs, arrays));
        }
    }

    /// <summary>The arrays of each layer in turn; updated in place by the optimizers.</summary>
    public IReadOnlyList<double[]> Parameters => [.. _layers.SelectMany(l => l.Parameters)];

    /// <summary>The gradients that belong to <see cref="Parameters"/>.</summary>
    public IReadOnlyList<double[]> Gradients => [.. _layers.SelectMany(l => l.Gradients)];

    public double[] Predict(ReadOnlySpan<float> features) => Run(features)[^1];

    /// <summary>The mean loss of some rows, each times its weight; <see cref="Gradients"/> become its gradient.</summary>
    public double LossAndGradient(TrainingData data, int first, int rows)
    {
        var weightScale = data.Count / Enumerable.Range(0, data.Count).Sum(row => (double)data.Weight(row));
        _layers.ForEach(layer => layer.ClearGradient());
        var sum = 0.0;
        for (var row = first; row < first + rows; row++)
        {
            var weight = data.Weight(row) * weightScale / rows;
            var values = Run(data.Features(row));
            var target = Target(data, row);
            sum += weight * Loss(values[^1], target);
            var gradient = LossGradient(values[^1], target).Select(g => g * weight).ToArray();
            for (var layer = _layers.Count - 1; layer >= 0; layer--)
            {
                gradient = _layers[layer].Backward(values[layer], gradient);
            }
        }

        return sum;
    }

    private static double[] Target(TrainingData data, int row) => data.HasClasses
        ? [.. Enumerable.Range(0, data.Outputs).Select(j => j == data.Class(row) ? 1.0 : 0.0)]
        : [.. data.Targets(row).ToArray().Select(t => (double)t)];

    /// <summary>The features, then the values of each layer.</summary>
    private List<double[]> Run(ReadOnlySpan<float> features)
    {
        List<double[]> values = [[.. features.ToArray().Select(x => (double)x)]];
        _layers.ForEach(layer => values.Add(layer.Forward(values[^1])));
        return values;
    }

    private double Loss(double[] output, double[] target) => _loss switch
    {
        "categorical_crossentropy" => -output.Zip(target, (p, t) => t * Math.Log(p)).Sum(),
        "squared_error" => output.Zip(target, (y, t) => (y - t) * (y - t)).Sum() / 2,
        _ => throw new ArgumentException($"The reference has no loss '{_loss}'."),
    };

    private IEnumerable<double> LossGradient(double[] output, double[] target) => _loss switch
    {
        "categorical_crossentropy" => output.Zip(target, (p, t) => -t / p),
        _ => output.Zip(target, (y, t) => y - t),
    };
}
