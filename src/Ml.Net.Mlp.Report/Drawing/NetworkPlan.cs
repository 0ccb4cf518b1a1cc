using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>A network as columns of nodes with weights between them, thinned to those with the strongest weights.</summary>
internal static class NetworkPlan
{
    /// <summary>Nodes of a column.</summary>
    private const int MostNodes = 12;

    /// <summary>Nodes of the last column: outputs have names.</summary>
    private const int MostOutputs = 16;

    /// <summary>The columns, from the inputs to the outputs.</summary>
    public static IReadOnlyList<DrawnLayer> Of(Network network)
    {
        var dense = network.Layers.Where(layer => layer.Description is DenseLayer).ToArray();
        var weights = new List<(WeightMatrix Weights, float[] Bias)>();
        for (var i = 0; i < dense.Length; i++)
        {
            weights.Add(Nodes(dense[i], i + 1 < dense.Length ? dense[i + 1].Inputs : dense[i].Outputs));
        }

        var columns = new List<DrawnLayer>
        {
            new("inputs", "", network.Description.Inputs, Strongest(weights[0].Weights.NormsOfInputs(), MostNodes)),
        };
        for (var i = 0; i < dense.Length; i++)
        {
            var isLast = i == dense.Length - 1;
            var into = weights[i].Weights.NormsOfUnits();
            var strength = isLast ? into : [.. into.Zip(weights[i + 1].Weights.NormsOfInputs(), (a, b) => a * b)];
            columns.Add(new DrawnLayer(dense[i].Name, ActivationAfter(network, dense[i]), strength.Length, Strongest(strength, isLast ? MostOutputs : MostNodes))
            {
                Weights = weights[i].Weights,
                Bias = weights[i].Bias,
            });
        }

        return columns;
    }

    /// <summary>The units of the first layer with the strongest weights, and those weights.</summary>
    /// <param name="network">The network.</param>
    /// <param name="most">Units at most.</param>
    public static (WeightMatrix Weights, IReadOnlyList<int> Units) FirstLayer(Network network, int most)
    {
        var dense = network.Layers.Where(layer => layer.Description is DenseLayer).Take(2).ToArray();
        var (weights, _) = Nodes(dense[0], dense.Length > 1 ? dense[1].Inputs : dense[0].Outputs);
        var into = weights.NormsOfUnits();
        return (weights, Strongest(
            dense.Length == 1 ? into : [.. into.Zip(new WeightMatrix(dense[1].Inputs, dense[1].Outputs, dense[1].Weights.ToArray()).NormsOfInputs(), (a, b) => a * b)], most));
    }

    /// <summary>
    /// The units of a dense layer as those after it see them. Where a maxout stands between, a node is the largest of several units:
    /// the one with the strongest weights stands for them.
    /// </summary>
    private static (WeightMatrix Weights, float[] Bias) Nodes(NetworkLayer layer, int nodes)
    {
        var all = new WeightMatrix(layer.Inputs, layer.Outputs, layer.Weights.ToArray());
        if (nodes == layer.Outputs)
        {
            return (all, layer.Bias.ToArray());
        }

        var norms = all.NormsOfUnits();
        var chosen = Enumerable.Range(0, nodes)
            .Select(node => Enumerable.Range(0, layer.Outputs / nodes).Select(piece => node + (piece * nodes)).MaxBy(unit => norms[unit]))
            .ToArray();
        var values = new float[layer.Inputs * nodes];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = all[i / nodes, chosen[i % nodes]];
        }

        var bias = layer.Bias.ToArray();
        return (new WeightMatrix(layer.Inputs, nodes, values), [.. chosen.Select(unit => bias[unit])]);
    }

    /// <summary>What stands between a dense layer and the next: its own activation, or layers after it.</summary>
    private static string ActivationAfter(Network network, NetworkLayer dense)
    {
        var own = ((DenseLayer)dense.Description).Activation;
        var after = network.Layers.Skip(dense.Index + 1).TakeWhile(layer => layer.Description is not DenseLayer).Select(layer => layer.Description)
            .Select(layer => layer is ActivationLayer activation ? activation.Activation.ToString() : layer is MaxoutLayer or PReLULayer ? layer.Kind.ToLowerInvariant() : "")
            .FirstOrDefault(text => text.Length > 0);
        return own == Activation.Identity ? after ?? "" : own.ToString();
    }

    private static int[] Strongest(double[] strengths, int most) =>
        [.. Enumerable.Range(0, strengths.Length).OrderByDescending(unit => strengths[unit]).ThenBy(unit => unit).Take(most).Order()];
}
