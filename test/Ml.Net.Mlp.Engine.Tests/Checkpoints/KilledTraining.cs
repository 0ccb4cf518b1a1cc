using System.Globalization;
using System.Security.Cryptography;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// A training that spends most of its time writing checkpoints, so that whoever kills it mostly does so then: for a process of its
/// own, see <see cref="KillTests"/> and bench/kill-resume.sh.
/// </summary>
internal static class KilledTraining
{
    /// <summary>
    /// Trains or goes on, says <c>epoch N</c> after each epoch and its checkpoint, and in the end <c>hash</c> and that of the network.
    /// </summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="epochs">Epochs in all.</param>
    public static void Run(string path, int epochs)
    {
        var network = Train(epochs, new Checkpoint { Path = path, Resume = true }, progress =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Result.Epoch}")));
        Console.WriteLine($"hash {Hash(network)}");
    }

    /// <summary>The hash of the network when nobody kills anything.</summary>
    public static string Hash(int epochs) => Hash(Train(epochs));

    private static Network Train(int epochs, Checkpoint? checkpoint = null, Action<TrainingProgress>? progress = null) => NetworkTrainer.Train(
        NetworkDescription.MultilayerPerceptron(4, [300, 300], 3, Activation.Softmax, Activation.Tanh, dropoutRate: 0.2f),
        Rows.Classes(60),
        new()
        {
            Epochs = epochs,
            BatchSize = 16,
            ValidationFraction = 0.3,
            EarlyStopping = new() { Patience = int.MaxValue },
            LearningRateSchedule = LearningRateSchedule.Plateau(0.9f, patience: 2),
            WeightAveraging = 0.99f,
            NumberOfThreads = 1,
            Checkpoint = checkpoint,
            Progress = progress,
        });

    private static string Hash(Network network) => Convert.ToHexString(SHA256.HashData(network.Bytes()));
}
