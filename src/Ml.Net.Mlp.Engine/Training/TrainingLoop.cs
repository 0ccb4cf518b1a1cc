namespace Ml.Net.Mlp.Engine;

/// <summary>Goes from epoch to epoch, judges each, and decides when to end.</summary>
internal sealed class TrainingLoop
{
    private readonly NetworkDescription _network;
    private readonly TrainingOptions _options;
    private readonly TrainingSession _session;
    private readonly StepWatch _watch;
    private readonly EpochJudge _judge;
    private readonly List<EpochResult> _epochs = [];

    private bool _isStopped;

    public TrainingLoop(NetworkDescription network, TrainingOptions options, TrainingSession session, StepWatch watch)
    {
        _network = network;
        _options = options;
        _session = session;
        _watch = watch;

        // A cancelled epoch leaves half-trained parameters: where that can happen, the last whole epoch is kept too.
        var keepsLast = options.CancellationToken.CanBeCanceled && options.CancellationBehavior == CancellationBehavior.KeepBest;
        _judge = new EpochJudge(EarlyStopping.Of(options, session.HasValidation), keepsLast);
    }

    /// <summary>Trains.</summary>
    public Network Run()
    {
        using var log = _options.CsvLog == null ? null : new HistoryLog(_options.CsvLog, _session.Metrics, _epochs);
        _session.Teach();
        StopReason? reason;
        while ((reason = ReasonToStop()) == null)
        {
            try
            {
                _watch.BeginEpoch(_epochs.Count + 1, _options.Epochs, _session.Rates.StepsPerEpoch);
                _epochs.Add(_session.RunEpoch(_epochs.Count + 1));
            }
            catch (OperationCanceledException) when (_options.CancellationBehavior == CancellationBehavior.KeepBest && _epochs.Count > 0)
            {
                reason = StopReason.Cancelled;
                break;
            }

            log?.Write(_epochs[^1]);
            EndEpoch(_epochs[^1]);
        }

        var parameters = _session.Finish(_judge.Kept ?? _session.State, out var temperature);
        return new Network(_network, parameters, new TrainingHistory(_epochs, _judge.BestEpoch, reason.Value) { Temperature = temperature });
    }

    private StopReason? ReasonToStop() =>
        _judge.WantsToStop(_epochs.Count) ? StopReason.EarlyStopping
        : _isStopped ? StopReason.Stopped
        : _epochs.Count >= _options.Epochs ? StopReason.Completed
        : _epochs.Count > 0 && _watch.IsOutOfTime ? StopReason.TimeBudget
        : null;

    private void EndEpoch(EpochResult epoch)
    {
        _judge.Judge(epoch, _session.State);
        _session.Rates.EndEpoch(epoch);
        var progress = new TrainingProgress(epoch, _options.Epochs, _judge.BestEpoch, _watch.EndEpoch())
        {
            Step = _session.State.Step,
            StepsPerEpoch = _session.Rates.StepsPerEpoch,
        };
        if (_options.EpochEnd is { } callback)
        {
            var control = new EpochControl(progress, _session.Rates.UserFactor);
            callback(control);
            _session.Rates.UserFactor = control.LearningRateFactor;
            _isStopped = control.IsStopped;
        }

        _options.Progress?.Invoke(progress);
    }
}
