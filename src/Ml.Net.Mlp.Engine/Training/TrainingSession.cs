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
    private readonly TargetScale? _targetScale;
    private readonly BatchSource _training;
    private readonly BatchSource? _validation;
    private readonly AlignedBuffer _parameters;
    private readonly NetworkPass _pass;
    private readonly NetworkPass? _validationPass;
    private readonly LossStep _lossStep;
    private readonly IWeightUpdate _update;
    private readonly ValueErrors? _errors;
    private readonly ValueErrors? _validationErrors;
    private readonly RocCurve? _rocCurve;

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
        if (options.StandardizeTargets)
        {
            _targetScale = TargetScale.Measure(_training, network.Inputs, network.Outputs);
            _training = new StandardizedSource(_training, _targetScale);
            _validation = _validation == null ? null : new StandardizedSource(_validation, _targetScale);
        }

        _learningRate = options.LearningRate ?? options.Optimizer.DefaultLearningRate;
        var layers = NetworkPass.CreateLayers(network);
        _parameters = new AlignedBuffer(layers.Sum(l => l.ParameterSize));
        Initialize(layers);

        var level = SimdSupport.Best;
        var loss = new LossBinding(options.Loss, network.OutputLayer.Activation, data.HasClasses);
        var rows = (int)Math.Min(options.BatchSize, _training.Count);
        _pass = new NetworkPass(
            network, rows, _team, level, _parameters, loss, new AlignedBuffer(_parameters.Length, color: 1), _seed);
        var validationRows = (int)Math.Min(256, _validation?.Count ?? 0);
        _lossStep = new LossStep(_team, level, loss, Math.Max(rows, validationRows));
        var units = _targetScale == null ? [] : _targetScale.Units;
        _errors = loss.HasNumbers ? new ValueErrors(_team, network.Outputs, units) : null;
        _update = options.Optimizer is LbfgsOptimizer lbfgs
            ? new LbfgsIteration(_team, level, lbfgs, _parameters,
                new FullBatchObjective(_team, level, layers, options, _parameters, _pass, _lossStep, _training, _errors))
            : new ParameterUpdate(_team, level, layers, options, _parameters, _pass.Gradient!);
        _validationPass = _validation == null
            ? null
            : new NetworkPass(network, validationRows, _team, level, _update.Result, loss);
        _validationErrors = loss.HasNumbers && _validation != null ? new ValueErrors(_team, network.Outputs, units) : null;
        _rocCurve = data.ClassCount == 2 && _validation is { Count: <= RocCurve.MostRows }
            ? new RocCurve((int)_validation.Count, loss.Activation == Activation.Softmax)
            : null;
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

        var parameters = _kept ?? _update.Result;
        _targetScale?.Fold(_network, parameters);
        return new Network(_network, parameters, new TrainingHistory(epochs, _bestEpoch, reason));
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

    private BatchSource CreateSource(TrainingRows rows, string name, RowPart part, ClassWeighting? weighting = null) => rows.CreateSource(
        new BatchContext(_team, _seed, _options.ValidationFraction, name) { Loss = _options.Loss, Weighting = weighting }, part);

    private EpochResult RunEpoch(int epoch)
    {
        var start = Stopwatch.GetTimestamp();
        var sums = _update is LbfgsIteration lbfgs ? lbfgs.Run(_learningRate) : RunBatches(epoch, (ParameterUpdate)_update);
        var trained = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var validation = Validate();
        RequireFinite(epoch, "loss", sums.MeanLoss);
        RequireFinite(epoch, "validation loss", validation?.MeanLoss ?? 0);
        var parameter = TrainingDataBuilder.IndexOfNonFinite(_parameters.Span);
        RequireFinite(epoch, "weight", parameter < 0 ? 0 : _parameters.Span[parameter]);
        return new EpochResult(
            epoch,
            sums.MeanLoss,
            _errors == null ? sums.Accuracy : null,
            validation?.MeanLoss,
            _errors == null ? validation?.Accuracy : null,
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            _training.Count / trained)
        {
            MeanAbsoluteError = _errors?.MeanAbsoluteError,
            RSquared = _errors?.RSquared,
            ValidationMeanAbsoluteError = _validationErrors?.MeanAbsoluteError,
            ValidationRSquared = _validationErrors?.RSquared,
            ValidationAreaUnderRocCurve = _rocCurve?.Area(),
        };
    }

    private LossSums RunBatches(int epoch, ParameterUpdate update)
    {
        _training.Begin(_options.Shuffle ? CounterRandom.Key(_seed, RandomPurpose.Shuffle, epoch) : null);
        _errors?.Clear();
        var sums = default(LossSums);
        for (int rows; (rows = _training.Next(_pass.Input, _pass.BatchRows)) > 0;)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _pass.Forward(rows, _step);
            sums += _lossStep.Compute(_pass.Output, _training, rows, _pass.OutputGradient);
            _errors?.Add(_pass.Output, _training, rows);
            _pass.Backward();
            update.Run(++_step, _learningRate);
        }

        return sums;
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
        _validationErrors?.Clear();
        _rocCurve?.Clear();
        _validation.Begin(shuffleKey: null);
        for (int rows; (rows = _validation.Next(_validationPass.Input, _validationPass.BatchRows)) > 0;)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _validationPass.Forward(rows);
            sums += _lossStep.Compute(_validationPass.Output, _validation, rows, gradient: null);
            _validationErrors?.Add(_validationPass.Output, _validation, rows);
            _rocCurve?.Add(_validationPass.Output, _validation, rows);
        }

        return sums;
    }

    /// <summary>Notes the best epoch, keeping parameters that may be wanted later; true when training should stop.</summary>
    private bool Judge(EpochResult epoch)
    {
        var stopping = _options.EarlyStopping;
        var value = stopping?.Metric.Of(epoch) ?? 0;
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
            _update.Result.Span.CopyTo(_kept.Span);
        }

        return stopping != null && epoch.Epoch - _bestEpoch >= stopping.Patience;
    }
}
