using System.Diagnostics;
using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>One training from the first random number to the trained network.</summary>
internal sealed unsafe class TrainingSession : IDisposable
{
    private readonly NetworkDescription _network;
    private readonly TrainingOptions _options;
    private readonly WorkerTeam _team;
    private readonly ulong _seed;
    private readonly float _learningRate;
    private readonly BatchSource _training;
    private readonly BatchSource? _validation;
    private readonly AlignedBuffer _parameters;
    private readonly NetworkPass _pass;
    private readonly NetworkPass? _validationPass;
    private readonly LossStep _lossStep;
    private readonly ParameterUpdate _update;

    private AlignedBuffer? _kept;
    private double _bestValue;
    private int _bestEpoch;
    private long _step;

    public TrainingSession(
        NetworkDescription network, TrainingRows data, TrainingOptions options, TrainingRows? validation, WorkerTeam team)
    {
        _network = network;
        _options = options;
        _team = team;
        _seed = (ulong)options.Seed;
        var splits = validation == null && options.ValidationFraction > 0;
        _training = CreateSource(data, "training", splits ? RowPart.Training : RowPart.All, ClassWeighting.Of(options));
        _validation = splits
            ? CreateSource(data, "validation", RowPart.Validation)
            : validation == null ? null : CreateSource(validation, "validation", RowPart.All);

        _learningRate = options.LearningRate ?? options.Optimizer.DefaultLearningRate;
        var layers = NetworkPass.CreateLayers(network);
        _parameters = new AlignedBuffer(layers.Sum(l => l.ParameterSize));
        Initialize(layers);

        var level = SimdSupport.Best;
        var loss = new LossBinding(options.Loss, network.OutputLayer.Activation, data.HasClasses);
        var rows = (int)Math.Min(options.BatchSize, _training.Count);
        _pass = new NetworkPass(
            network, rows, _team, level, _parameters, loss, new AlignedBuffer(_parameters.Length, color: 1), _seed, UsesSparseRows(_training));
        _validationPass = _validation == null
            ? null
            : new NetworkPass(
                network, (int)Math.Min(256, _validation.Count), _team, level, _parameters, loss, sparse: UsesSparseRows(_validation));
        _lossStep = new LossStep(_team, level, loss, Math.Max(rows, _validationPass?.BatchRows ?? 0));
        _update = new ParameterUpdate(_team, level, layers, options, _parameters, _pass.Gradient!);
    }

    public Network Run()
    {
        var epochs = new List<EpochResult>();
        var reason = StopReason.Completed;
        var clock = Stopwatch.StartNew();
        LearningRows.Teach(_network, _parameters, _training, _team, _seed, _options.CancellationToken);
        while (epochs.Count < _options.Epochs)
        {
            try
            {
                epochs.Add(RunEpoch(epochs.Count + 1));
            }
            catch (OperationCanceledException) when (_options.CancellationBehavior == CancellationBehavior.KeepBest && epochs.Count > 0)
            {
                reason = StopReason.Cancelled;
                break;
            }

            var stop = Judge(epochs[^1]);
            var remaining = clock.Elapsed / epochs.Count * (_options.Epochs - epochs.Count);
            _options.Progress?.Invoke(new TrainingProgress(epochs[^1], _options.Epochs, _bestEpoch, remaining));
            if (stop)
            {
                reason = StopReason.EarlyStopping;
                break;
            }
        }

        return new Network(_network, _kept ?? _parameters, new TrainingHistory(epochs, _bestEpoch, reason));
    }

    public void Dispose()
    {
        _training.Dispose();
        _validation?.Dispose();
    }

    private void Initialize(Layer[] layers)
    {
        var offset = 0L;
        for (var i = 0; i < layers.Length; i++)
        {
            var key = CounterRandom.Key(_seed, RandomPurpose.Initialization, i);
            layers[i].Initialize(_parameters.Pointer + offset, new CounterRandom(key));
            offset += layers[i].ParameterSize;
        }
    }

    private BatchSource CreateSource(TrainingRows rows, string name, RowPart part, ClassWeighting? weighting = null) =>
        rows.CreateSource(new BatchContext(_team, _seed, _options.ValidationFraction, name) { Weighting = weighting }, part);

    private bool UsesSparseRows(BatchSource source) => NetworkPass.TakesSparseRows(_network, source.Density);

    private EpochResult RunEpoch(int epoch)
    {
        var start = Stopwatch.GetTimestamp();
        _training.Begin(_options.Shuffle ? CounterRandom.Key(_seed, RandomPurpose.Shuffle, epoch) : null);
        var sums = default(LossSums);
        for (int rows; (rows = _pass.Fill(_training)) > 0;)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _pass.Forward(rows, _step);
            sums += _lossStep.Compute(_pass.Output, _training, rows, _pass.OutputGradient);
            _pass.Backward();
            _update.Run(++_step, _learningRate);
        }

        var trained = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var validation = Validate();
        RequireFinite(epoch, "loss", sums.MeanLoss);
        RequireFinite(epoch, "validation loss", validation?.MeanLoss ?? 0);
        var parameter = TrainingDataBuilder.IndexOfNonFinite(_parameters.Span);
        RequireFinite(epoch, "weight", parameter < 0 ? 0 : _parameters.Span[parameter]);
        return new EpochResult(
            epoch,
            sums.MeanLoss,
            _training.HasClasses ? sums.Accuracy : null,
            validation?.MeanLoss,
            _training.HasClasses ? validation?.Accuracy : null,
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            _training.Count / trained);
    }

    private void RequireFinite(int epoch, string name, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The training diverged in epoch {epoch}: a {name} is {value}. Lower the learning rate (it is {_learningRate}), or bring the features to a similar scale with a normalizer."));
        }
    }

    private LossSums? Validate()
    {
        if (_validation == null || _validationPass == null)
        {
            return null;
        }

        var sums = default(LossSums);
        _validation.Begin(shuffleKey: null);
        for (int rows; (rows = _validationPass.Fill(_validation)) > 0;)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _validationPass.Forward(rows);
            sums += _lossStep.Compute(_validationPass.Output, _validation, rows, gradient: null);
        }

        return sums;
    }

    /// <summary>Notes the best epoch, keeping parameters that may be wanted later; true when training should stop.</summary>
    private bool Judge(EpochResult epoch)
    {
        var stopping = _options.EarlyStopping;
        var value = stopping?.Get(epoch) ?? 0;
        var isBest = stopping == null || _bestEpoch == 0 || stopping.IsBetter(value, _bestValue);
        if (isBest)
        {
            _bestEpoch = epoch.Epoch;
            _bestValue = value;
        }

        // A cancelled epoch leaves half-trained parameters: where that can happen, the last whole epoch is kept too.
        var keepsLast = _options.CancellationToken.CanBeCanceled
            && _options.CancellationBehavior == CancellationBehavior.KeepBest;
        if (stopping is { RestoreBest: true } ? isBest : keepsLast)
        {
            _kept ??= new AlignedBuffer(_parameters.Length);
            _parameters.Span.CopyTo(_kept.Span);
        }

        return stopping != null && epoch.Epoch - _bestEpoch >= stopping.Patience;
    }
}
