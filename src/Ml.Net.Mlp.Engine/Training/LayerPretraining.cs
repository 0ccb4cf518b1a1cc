using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Trains the hidden layers of a network as autoencoders, each on what the layers before it hand on.</summary>
internal sealed class LayerPretraining
{
    private readonly NetworkDescription _network;
    private readonly AlignedBuffer _parameters;
    private readonly BatchSource _rows;
    private readonly TrainingOptions _options;
    private readonly WorkerTeam _team;
    private readonly StepWatch _watch;
    private readonly List<PretrainingEpoch> _epochs = [];

    /// <param name="network">The network.</param>
    /// <param name="parameters">Its flat parameters, with which each layer begins, and which receive what it learns.</param>
    /// <param name="rows">The training rows, without those for validation.</param>
    /// <param name="options">The options of the training.</param>
    /// <param name="team">Threads to use.</param>
    /// <param name="watch">The clock of the training.</param>
    public LayerPretraining(
        NetworkDescription network, AlignedBuffer parameters, BatchSource rows, TrainingOptions options, WorkerTeam team, StepWatch watch)
    {
        _network = network;
        _parameters = parameters;
        _rows = rows;
        _options = options;
        _team = team;
        _watch = watch;
    }

    /// <summary>Whether there is a layer to pretrain.</summary>
    public static bool Fits(NetworkDescription network) => network.Layers.OfType<DenseLayer>().Skip(1).Any();

    /// <summary>Trains the layers until the last one, or until the time budget is used up.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">It diverged.</exception>
    public IReadOnlyList<PretrainingEpoch> Run()
    {
        int[] starts = [.. Enumerable.Range(0, _network.Layers.Count).Where(i => _network.Layers[i] is DenseLayer)];
        for (var i = 0; i < starts.Length - 1 && !_watch.IsOutOfTime; i++)
        {
            try
            {
                Train(i + 1, starts[i], starts[i + 1]);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Pretraining of hidden layer {i + 1}: {e.Message}"), e);
            }
        }

        // Layers that stand behind others that have changed since they learned from the rows.
        if (NetworkPass.CreateLayers(_network)[starts[0]..].Any(layer => layer.LearnsFromRows))
        {
            LearningRows.Teach(_network, _parameters, _rows, _team, (ulong)_options.Seed, _options.CancellationToken);
        }

        return _epochs;
    }

    private void Train(int number, int first, int end)
    {
        var options = Options(number);
        var (network, part) = Describe(first, end);
        var rows = new ReconstructionRows(_rows, network.Inputs, CreateEncoder);
        var watch = new StepWatch(options);
        using var session = new TrainingSession(network, rows, options, validation: null, _team, watch);
        var learned = session.State.Result.Span[..part.Length];
        var layer = _parameters.Span.Slice(part.Offset, part.Length);
        layer.CopyTo(learned);
        for (var epoch = 1; epoch <= options.Epochs && !watch.IsOutOfTime; epoch++)
        {
            watch.BeginEpoch(epoch, options.Epochs, session.Rates.StepsPerEpoch);
            var result = session.RunEpoch(epoch);
            _epochs.Add(new PretrainingEpoch(number, epoch, result.Loss, result.Seconds));
            _options.PretrainingProgress?.Invoke(_epochs[^1]);
        }

        learned.CopyTo(layer);

        NetworkPass CreateEncoder(int batchRows) => new(
            _network, batchRows, _team, SimdSupport.Best, _parameters, layers: first,
            sparse: first > 0 && NetworkPass.TakesSparseRows(_network, _rows.Density));
    }

    /// <summary>The autoencoder of a layer, and where the layer stands in the flat parameters; in those of the autoencoder it is first.</summary>
    private (NetworkDescription Network, (int Offset, int Length) Part) Describe(int first, int end)
    {
        var layers = NetworkPass.CreateLayers(_network);
        var inputs = layers[first].Inputs;
        var dense = (DenseLayer)_network.Layers[first];
        var decoder = dense with { Units = inputs, Activation = Activation.Identity, InitialBias = 0, InitialBiasDeviation = 0 };

        // Layers that act only in training have no parameters.
        var encoder = Enumerable.Range(first, end - first).Where(i => !layers[i].IsTrainingOnly).Select(i => _network.Layers[i]);
        return (
            new NetworkDescription(inputs, [.. encoder, decoder]),
            ((int)layers[..first].Sum(layer => layer.ParameterSize), (int)layers[first..end].Sum(layer => layer.ParameterSize)));
    }

    private TrainingOptions Options(int number)
    {
        var pretraining = _options.Pretraining!;
        return new TrainingOptions
        {
            Loss = Loss.SquaredError,
            Optimizer = pretraining.Optimizer,
            LearningRate = pretraining.LearningRate,
            Epochs = pretraining.Epochs,
            BatchSize = pretraining.BatchSize ?? _options.BatchSize,
            Augmentations = pretraining.Corruption > 0 ? [new MaskingNoise(pretraining.Corruption)] : [],
            Shuffle = _options.Shuffle,
            Seed = unchecked((int)CounterRandom.Key((ulong)_options.Seed, RandomPurpose.Pretraining, number)),
            TimeBudget = _watch.Left,
            CancellationToken = _options.CancellationToken,
            Clock = _options.Clock,
        };
    }
}
