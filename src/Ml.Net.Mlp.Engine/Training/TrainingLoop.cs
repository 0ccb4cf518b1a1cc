using System.Diagnostics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Goes from epoch to epoch, judges each, and decides when to end.</summary>
internal sealed class TrainingLoop
{
    private readonly NetworkDescription _network;
    private readonly TrainingOptions _options;
    private readonly TrainingSession _session;
    private readonly EpochJudge _judge;
    private readonly List<EpochResult> _epochs = [];

    public TrainingLoop(NetworkDescription network, TrainingOptions options, TrainingSession session)
    {
        _network = network;
        _options = options;
        _session = session;

        // A cancelled epoch leaves half-trained parameters: where that can happen, the last whole epoch is kept too.
        var keepsLast = options.CancellationToken.CanBeCanceled && options.CancellationBehavior == CancellationBehavior.KeepBest;
        _judge = new EpochJudge(options.EarlyStopping, keepsLast);
    }

    /// <summary>Trains.</summary>
    public Network Run()
    {
        var clock = Stopwatch.StartNew();
        var reason = StopReason.Completed;
        _session.Teach();
        while (_epochs.Count < _options.Epochs)
        {
            try
            {
                _epochs.Add(_session.RunEpoch(_epochs.Count + 1));
            }
            catch (OperationCanceledException) when (_options.CancellationBehavior == CancellationBehavior.KeepBest && _epochs.Count > 0)
            {
                reason = StopReason.Cancelled;
                break;
            }

            var epoch = _epochs[^1];
            _judge.Judge(epoch, _session.State);
            _session.Rates.EndEpoch(epoch);
            var remaining = clock.Elapsed / _epochs.Count * (_options.Epochs - _epochs.Count);
            _options.Progress?.Invoke(new TrainingProgress(epoch, _options.Epochs, _judge.BestEpoch, remaining));
            if (_judge.WantsToStop(epoch.Epoch))
            {
                reason = StopReason.EarlyStopping;
                break;
            }
        }

        var parameters = _session.Finish(_judge.Kept ?? _session.State, out var temperature);
        return new Network(_network, parameters, new TrainingHistory(_epochs, _judge.BestEpoch, reason) { Temperature = temperature });
    }
}
