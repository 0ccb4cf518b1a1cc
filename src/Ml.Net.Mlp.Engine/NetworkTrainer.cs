using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Trains networks by back-propagation on mini-batches.</summary>
/// <remarks>
/// Every random number comes from the seed, a thread owns whole results and no sum is split, so the same seed, data and
/// options give the same network to the bit: on any number of threads and on any instruction set.
/// </remarks>
public static class NetworkTrainer
{
    /// <summary>Trains a network from random initial weights.</summary>
    /// <param name="network">The architecture; inputs and outputs must fit the data.</param>
    /// <param name="data">The rows to learn from.</param>
    /// <param name="options">How to train. Default: <see cref="TrainingOptions"/> as they are.</param>
    /// <param name="validation">
    /// Rows to judge each epoch by. Default: the fraction of <paramref name="data"/> that the options ask for.
    /// </param>
    /// <returns>The trained network with its history.</returns>
    /// <exception cref="ArgumentException">Data, options and network don't fit, or an option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The loss became infinite or NaN: the training diverged. Or streamed rows were others than in the first pass.
    /// </exception>
    public static Network Train(
        NetworkDescription network, TrainingRows data, TrainingOptions? options = null, TrainingRows? validation = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new TrainingOptions();
        TrainingChecks.Check(network, data, options, validation);
        options.CancellationToken.ThrowIfCancellationRequested();
        var watch = new StepWatch(options);
        using var team = new WorkerTeam(options.NumberOfThreads ?? Environment.ProcessorCount);
        using var session = new TrainingSession(network, data, options, validation, team, watch);
        return new TrainingLoop(network, options, session, watch).Run();
    }
}
