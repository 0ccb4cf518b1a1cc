using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>The network, rows and memory of one training, and how it goes through an epoch; <see cref="TrainingLoop"/> has the rest.</summary>
internal sealed unsafe partial class TrainingSession : IDisposable
{
    private readonly NetworkDescription _network;
    private readonly TrainingOptions _options;
    private readonly WorkerTeam _team;
    private readonly StepWatch _watch;
    private readonly ulong _seed;
    private readonly TargetScale? _targetScale;
    private readonly BatchSource _training;
    private readonly BatchSource? _validation;
    private readonly AugmentedSource? _augmented;
    private readonly AlignedBuffer _parameters;
    private readonly NetworkPass _pass;
    private readonly NetworkPass? _validationPass;
    private readonly LossStep _lossStep;
    private readonly IWeightUpdate _update;
    private readonly ValueErrors? _errors;
    private readonly ValueErrors? _validationErrors;
    private readonly RocCurve? _rocCurve;

    public TrainingSession(
        NetworkDescription network, TrainingRows data, TrainingOptions options, TrainingRows? validation, WorkerTeam team, StepWatch watch)
    {
        _network = network;
        _options = options;
        _team = team;
        _watch = watch;
        _seed = (ulong)options.Seed;
        var splits = validation == null && options.ValidationFraction > 0;
        _training = CreateSource(data, "training", splits ? RowPart.Training : RowPart.All, ClassWeighting.Of(options));
        _validation = splits
            ? CreateSource(data, "validation", RowPart.Validation)
            : validation == null ? null : CreateSource(validation, "validation", RowPart.All);
        if (options.StandardizeTargets)
        {
            _targetScale = TargetScale.Measure(_training, network, options.Loss);
            _training = new StandardizedSource(_training, _targetScale);
            _validation = _validation == null ? null : new StandardizedSource(_validation, _targetScale);
        }

        _augmented = AugmentedSource.Of(_training, network, options, team);
        Metrics = [.. Enum.GetValues<TrainingMetric>().Where(m => m.IsDefinedFor(data, options.Loss) && (HasValidation || !m.NeedsValidation()))];
        var layers = NetworkPass.CreateLayers(network);
        _parameters = new AlignedBuffer(layers.Sum(l => l.ParameterSize));
        Initialize(layers);

        var level = SimdSupport.Best;
        var loss = new LossBinding(options.Loss, network.OutputLayer.Activation, data.HasClasses);
        var rows = (int)Math.Min(options.BatchSize, _training.Count);
        _pass = new NetworkPass(
            network, rows, _team, level, _parameters, loss, new AlignedBuffer(_parameters.Length, color: 1), _seed,
            sparse: UsesSparseRows(_augmented ?? _training));
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
            : new NetworkPass(network, validationRows, _team, level, _update.Result, loss, sparse: UsesSparseRows(_validation));
        _validationErrors = loss.HasNumbers && _validation != null ? new ValueErrors(_team, network.Outputs, units) : null;
        _rocCurve = data.ClassCount == 2 && _validation is { Count: <= RocCurve.MostRows }
            ? new RocCurve((int)_validation.Count, loss.Activation == Activation.Softmax)
            : null;
        State = new TrainingState(_parameters, _update.State, _update.Result);
        Rates = new LearningRates(
            options.LearningRate ?? options.Optimizer.DefaultLearningRate,
            options.LearningRateSchedule,
            _update is LbfgsIteration ? 1 : ((_training.Count - 1) / rows) + 1,
            options.Epochs);
    }

    /// <summary>Whether epochs are judged by rows that are not trained on.</summary>
    public bool HasValidation => _validation != null;

    /// <summary>What epochs of this training are measured by.</summary>
    public IReadOnlyList<TrainingMetric> Metrics { get; }

    /// <summary>What the next step depends on; its arrays are those that are trained.</summary>
    public TrainingState State { get; }

    /// <summary>The learning rates.</summary>
    public LearningRates Rates { get; }

    /// <summary>Whether the last epoch went through all rows: not where the time budget ended it.</summary>
    public bool IsWholeEpoch { get; private set; }

    /// <summary>Steps of <see cref="State"/> that were made before this training.</summary>
    public long FirstStep { get; set; }

    /// <summary>Takes the first parameters from a network, or lets layers take theirs from the training rows, where they do so.</summary>
    /// <param name="initial">
    /// The network; null for those that are already drawn. What its training had in the end is gone on with where this one has the same
    /// optimizer and the same scale of targets; otherwise its weights are.
    /// </param>
    public void Start(Network? initial)
    {
        if (initial == null)
        {
            LearningRows.Teach(_network, _parameters, _training, _team, _seed, _options.CancellationToken);
        }
        else if (initial.End is { } end && end.Optimizer.Equals(_options.Optimizer) && TargetScale.AreSame(end.TargetScale, _targetScale)
            && State.HasShapeOf(end.State))
        {
            State.CopyFrom(end.State);
            FirstStep = State.Step;
        }
        else
        {
            initial.CopyParameters(_parameters);
            _targetScale?.Unfold(_network, _parameters);

            // A moving average begins with the first parameters.
            _parameters.Span.CopyTo(State.Result.Span);
        }
    }

    /// <summary>Has the hidden layers learn one by one to reproduce what they receive, as the options ask for it.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">It diverged.</exception>
    public IReadOnlyList<PretrainingEpoch> Pretrain()
    {
        var epochs = new LayerPretraining(_network, _parameters, _training, _options, _team, _watch).Run();

        // A moving average begins with the first parameters.
        _parameters.Span.CopyTo(State.Result.Span);
        return epochs;
    }

    /// <summary>What a later training needs to go on from a state of this one.</summary>
    public TrainingEnd End(TrainingState state) => new(state, _options.Optimizer, _targetScale);

    /// <summary>Tells the training rows from others.</summary>
    public RowsFingerprint TrainingFingerprint() => RowsFingerprint.Of(_training, _pass);

    /// <summary>Tells the validation rows from others; null where there are none.</summary>
    public RowsFingerprint? ValidationFingerprint() =>
        _validation == null ? null : RowsFingerprint.Of(_validation, _validationPass!);

    /// <summary>The parameters of the trained network after a state of this training. They may be those of the state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="temperature">What the logits were divided by; null where that was not asked for.</param>
    public AlignedBuffer Finish(TrainingState state, out double? temperature)
    {
        temperature = null;
        if (_targetScale == null && !_options.CalibrateTemperature)
        {
            return state.Result;
        }

        var parameters = new AlignedBuffer(state.Result.Length);
        state.Result.Span.CopyTo(parameters.Span);
        _targetScale?.Fold(_network, parameters);
        if (_options.CalibrateTemperature)
        {
            temperature = TemperatureCalibration.Measure(_network, parameters, _validation!, _team, _validationPass!.BatchRows);
            TemperatureCalibration.Apply(_network, parameters, temperature.Value);
        }

        return parameters;
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

    private bool UsesSparseRows(BatchSource source) => NetworkPass.TakesSparseRows(_network, source.Density);
}
