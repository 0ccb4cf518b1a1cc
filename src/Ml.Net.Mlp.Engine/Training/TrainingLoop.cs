namespace Ml.Net.Mlp.Engine;

/// <summary>Goes from epoch to epoch, judges each, and decides when to end.</summary>
internal sealed class TrainingLoop
{
    private readonly NetworkDescription _network;
    private readonly TrainingOptions _options;
    private readonly TrainingSession _session;
    private readonly StepWatch _watch;
    private readonly Network? _initial;
    private readonly EpochJudge _judge;
    private readonly CheckpointKeeper? _checkpoints;
    private readonly List<EpochResult> _epochs;

    private int _epochsBefore;
    private bool _isStopped;
    private IReadOnlyList<PretrainingEpoch> _pretraining;

    /// <summary>Prepares a training.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="options">How to train.</param>
    /// <param name="session">Network, rows and memory.</param>
    /// <param name="watch">The clock, which runs.</param>
    /// <param name="initial">The network to go on with; null to begin with random weights.</param>
    public TrainingLoop(NetworkDescription network, TrainingOptions options, TrainingSession session, StepWatch watch, Network? initial)
    {
        _network = network;
        _options = options;
        _session = session;
        _watch = watch;
        _initial = initial;

        // A cancelled epoch leaves half-trained parameters: where that can happen, the last whole epoch is kept too.
        var keepsLast = options.CancellationToken.CanBeCanceled && options.CancellationBehavior == CancellationBehavior.KeepBest;
        _judge = new EpochJudge(EarlyStopping.Of(options, session.HasValidation), keepsLast);
        _checkpoints = CheckpointKeeper.Of(network, options, session, initial);
        _epochs = initial == null ? [] : [.. initial.History];
        _epochsBefore = _epochs.Count;
        _pretraining = initial?.History.Pretraining ?? [];
    }

    /// <summary>Trains.</summary>
    public Network Run()
    {
        var checkpoint = _checkpoints?.Find();
        if (checkpoint != null)
        {
            Restore(checkpoint);
        }

        using var log = _options.CsvLog == null ? null : new HistoryLog(_options.CsvLog, _session.Metrics, _epochs);
        if (checkpoint == null)
        {
            _session.Start(_initial);
            _pretraining = _options.Pretraining == null ? _pretraining : _session.Pretrain();
        }

        StopReason? reason;
        while ((reason = ReasonToStop()) == null)
        {
            try
            {
                _watch.BeginEpoch(_epochs.Count + 1, LastEpoch, _session.Rates.StepsPerEpoch);
                _epochs.Add(_session.RunEpoch(_epochs.Count + 1));
            }
            catch (OperationCanceledException) when (_options.CancellationBehavior == CancellationBehavior.KeepBest && HasEpochs)
            {
                reason = StopReason.Cancelled;
                break;
            }

            log?.Write(_epochs[^1]);
            EndEpoch(_epochs[^1]);
        }

        var state = _judge.Kept ?? _session.State;
        var parameters = _session.Finish(state, out var temperature);
        var history = new TrainingHistory(_epochs, _judge.BestEpoch, reason.Value) { Temperature = temperature, Pretraining = _pretraining };
        return new Network(_network, parameters, history) { End = _session.End(state) };
    }

    private int LastEpoch => _epochsBefore + _options.Epochs;

    private bool HasEpochs => _epochs.Count > _epochsBefore;

    private StopReason? ReasonToStop() =>
        _judge.WantsToStop(_epochs.Count) ? StopReason.EarlyStopping
        : _isStopped ? StopReason.Stopped
        : _epochs.Count >= LastEpoch ? StopReason.Completed
        : HasEpochs && _watch.IsOutOfTime ? StopReason.TimeBudget
        : null;

    private void EndEpoch(EpochResult epoch)
    {
        var isBest = _judge.Judge(epoch, _session.State);
        _session.Rates.EndEpoch(epoch);
        var progress = new TrainingProgress(epoch, LastEpoch, _judge.BestEpoch, _watch.EndEpoch())
        {
            Step = _session.State.Step,
            StepsPerEpoch = _session.Rates.StepsPerEpoch,
        };
        if (_options.EpochEnd is { } callback)
        {
            var control = new EpochControl(progress, [.. _epochs], _session.Rates.UserFactor);
            callback(control);
            _session.Rates.UserFactor = control.LearningRateFactor;
            _isStopped = control.IsStopped;
        }

        // A part of an epoch can't be gone on from: that leaves the checkpoint before it, with which it is repeated.
        if (_session.IsWholeEpoch && _checkpoints?.Wants(epoch.Epoch - _epochsBefore, isBest, isLast: ReasonToStop() != null) == true)
        {
            _checkpoints.Save(Course(), _judge.KeepsBest && _judge.Kept!.Step < _session.State.Step ? _judge.Kept : null);
        }

        _options.Progress?.Invoke(progress);
    }

    private TrainingCourse Course() => new(
        _epochs, _epochsBefore, _session.State.Step, _session.FirstStep, _judge.BestEpoch, _judge.BestValue,
        _judge.KeepsBest ? _judge.Kept!.Step : null, _session.Rates.State, _session.Rates.UserFactor, _isStopped)
    {
        Pretraining = _pretraining,
    };

    private void Restore(CheckpointContent checkpoint)
    {
        var course = checkpoint.Header.Course;
        _epochs.Clear();
        _epochs.AddRange(course.Epochs);
        _epochsBefore = course.EpochsBefore;
        _isStopped = course.IsStopped;
        _pretraining = course.Pretraining;
        _session.FirstStep = course.StepsBefore;
        _session.Rates.UserFactor = course.LearningRateFactor;
        course.Schedule.ToArray().CopyTo(_session.Rates.State, 0);
        _session.State.Load(checkpoint.Arrays, course.Step, checkpoint.Name);
        _judge.Restore(_session.State, checkpoint);
    }
}
