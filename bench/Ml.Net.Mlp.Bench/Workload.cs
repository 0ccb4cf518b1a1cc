using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// A training that is compared with the peers: a network on MNIST's digits, batch size and optimizer. Float32, softmax and
/// cross-entropy, shuffled; bench/peers/workloads.py has the same table.
/// </summary>
internal sealed record Workload(
    string Name, int[] Hidden, Activation Activation, float Dropout, Optimizer Optimizer, int BatchSize)
{
    public const int Inputs = MnistDigits.Pixels;
    public const int Outputs = 10;

    public static Workload[] All { get; } =
    [
        new("W1", [256, 128], Activation.ReLU, 0, Optimizer.Adam(), 128),
        new("W1-dropout", [256, 128], Activation.ReLU, 0.4f, Optimizer.Adam(), 128),
        new("W2", [512, 512, 512], Activation.ReLU, 0, Optimizer.Adam(), 128),
        new("W2-dropout", [512, 512, 512], Activation.ReLU, 0.2f, Optimizer.Adam(), 128),
        new("W3", [50], Activation.Tanh, 0, Optimizer.Nadam(), 1024),
        new("W4-adam", [2500, 2000, 1500, 1000, 500], Activation.ScaledTanh, 0, Optimizer.Adam(), 128),
        new("W4-sgd", [2500, 2000, 1500, 1000, 500], Activation.ScaledTanh, 0, Optimizer.Sgd(), 128),
    ];

    public NetworkDescription Network =>
        NetworkDescription.MultilayerPerceptron(Inputs, Hidden, Outputs, Activation.Softmax, Activation, Dropout);

    /// <summary>
    /// Floating-point operations that the matrix products of one row need, zeros multiplied like any number: two for each
    /// weight forward, two for its gradient, and two for the gradient at a layer's inputs, which the first layer is spared.
    /// </summary>
    public double FlopsPerRow => FlopsOf([Inputs, .. Hidden, Outputs]);

    public static Workload Parse(string name) =>
        All.FirstOrDefault(w => w.Name == name)
        ?? throw new ArgumentException($"There is no workload '{name}'; expected one of {string.Join(", ", All.Select(w => w.Name))}.");

    public static double FlopsOf(int[] sizes)
    {
        var weights = 0.0;
        for (var i = 1; i < sizes.Length; i++)
        {
            weights += (double)sizes[i - 1] * sizes[i];
        }

        return (6 * weights) - (2.0 * sizes[0] * sizes[1]);
    }

    /// <summary>Trains the network.</summary>
    public Network Train(TrainingData data, int epochs, int threads) => NetworkTrainer.Train(Network, data, new TrainingOptions
    {
        Optimizer = Optimizer,
        Epochs = epochs,
        BatchSize = BatchSize,
        NumberOfThreads = threads,
    });
}
