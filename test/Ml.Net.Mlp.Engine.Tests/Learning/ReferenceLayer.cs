namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A layer by the textbook, in double precision. Gradients of parameters are summed over calls of <see cref="Backward"/>.</summary>
internal abstract class ReferenceLayer
{
    private protected ReferenceLayer(params double[][] parameters)
    {
        Parameters = parameters;
        Gradients = [.. parameters.Select(values => new double[values.Length])];
    }

    /// <summary>The layer's arrays in the engine's order.</summary>
    public IReadOnlyList<double[]> Parameters { get; }

    /// <summary>The gradients that belong to <see cref="Parameters"/>.</summary>
    public IReadOnlyList<double[]> Gradients { get; }

    /// <summary>Makes a layer and takes its parameters from the front of a queue.</summary>
    public static ReferenceLayer Create(LayerDescription layer, int inputs, Queue<float[]> parameters)
    {
        double[] Next() => [.. parameters.Dequeue().Select(value => (double)value)];
        return layer switch
        {
            DenseLayer dense => new ReferenceDense(inputs, dense.Units, dense.Activation, Next(), Next()),
            ActivationLayer activation => new ReferenceActivationLayer(activation.Activation),
            PReLULayer => new ReferencePReLU(Next()),
            MaxoutLayer maxout => new ReferenceMaxout(maxout.Pieces),
            _ => throw new ArgumentException($"The reference has no layer '{layer}'."),
        };
    }

    public abstract double[] Forward(double[] input);

    /// <summary>From the gradient at the outputs of one row, the gradient at its inputs.</summary>
    public abstract double[] Backward(double[] input, double[] outputGradient);

    public void ClearGradient()
    {
        foreach (var gradient in Gradients)
        {
            Array.Clear(gradient);
        }
    }
}
