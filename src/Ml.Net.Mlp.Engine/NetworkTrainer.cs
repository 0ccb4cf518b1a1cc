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
    /// <exception cref="ArgumentException">
    /// Data, options, network and the checkpoint to go on from don't fit, or an option is out of its range.
    /// </exception>
    /// <exception cref="FormatException">The checkpoint to go on from is none, truncated or altered.</exception>
    /// <exception cref="FileNotFoundException">There is no checkpoint to go on from.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The loss became infinite or NaN: the training diverged. Or streamed rows were others than in the first pass.
    /// </exception>
    public static Network Train(
        NetworkDescription network, TrainingRows data, TrainingOptions? options = null, TrainingRows? validation = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Train(network, data, options ?? new TrainingOptions(), validation, initial: null);
    }

    /// <summary>
    /// Goes on training a network, without <see cref="TrainingOptions.Pretraining"/>. Where it comes from a training in this process with the same optimizer, the optimizer's state is
    /// gone on with too: with the same options, ten epochs and ten more are twenty, to the bit, as long as the learning rate does not
    /// change; a schedule and early stopping begin anew. A network that was read from a file, and one that another optimizer trained,
    /// goes on with its weights and an optimizer that begins anew. Layers that take parameters from the rows keep those they have.
    /// </summary>
    /// <param name="initial">The network to go on with; it stays as it is. Its history becomes the first part of the new one's.</param>
    /// <param name="data">The rows to learn from; perhaps others than before.</param>
    /// <param name="options">How to train: <see cref="TrainingOptions.Epochs"/> more. Default: <see cref="TrainingOptions"/> as they are.</param>
    /// <param name="validation">
    /// Rows to judge each epoch by. Default: the fraction of <paramref name="data"/> that the options ask for.
    /// </param>
    /// <param name="expected">The architecture that the network must have. Default: any.</param>
    /// <returns>The trained network with the history of both trainings.</returns>
    /// <exception cref="ArgumentException">
    /// Data, options, network and the checkpoint to go on from don't fit, or an option is out of its range.
    /// </exception>
    /// <exception cref="FormatException">The checkpoint to go on from is none, truncated or altered.</exception>
    /// <exception cref="FileNotFoundException">There is no checkpoint to go on from.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The loss became infinite or NaN: the training diverged. Or streamed rows were others than in the first pass.
    /// </exception>
    public static Network Train(
        Network initial,
        TrainingRows data,
        TrainingOptions? options = null,
        TrainingRows? validation = null,
        NetworkDescription? expected = null)
    {
        ArgumentNullException.ThrowIfNull(initial);
        if (expected != null && NetworkDescription.Difference(initial.Description, expected) is var (theirs, ours))
        {
            throw new ArgumentException($"The network to go on with is {theirs}; expected {ours}.", nameof(initial));
        }

        return Train(initial.Description, data, options ?? new TrainingOptions(), validation, initial);
    }

    private static Network Train(
        NetworkDescription network, TrainingRows data, TrainingOptions options, TrainingRows? validation, Network? initial)
    {
        ArgumentNullException.ThrowIfNull(data);
        TrainingChecks.Check(network, data, options, validation);
        TrainingChecks.CheckPretraining(network, options, goesOn: initial != null);
        options.CancellationToken.ThrowIfCancellationRequested();
        var watch = new StepWatch(options);
        using var team = new WorkerTeam(options.NumberOfThreads ?? Environment.ProcessorCount);
        using var session = new TrainingSession(network, data, options, validation, team, watch);
        return new TrainingLoop(network, options, session, watch, initial).Run();
    }
}
