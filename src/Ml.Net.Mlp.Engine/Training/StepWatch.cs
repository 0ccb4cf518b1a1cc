namespace Ml.Net.Mlp.Engine;

/// <summary>The clock of a training: its time budget, what is left, and the progress within epochs that take long.</summary>
internal sealed class StepWatch
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    private readonly TrainingOptions _options;
    private readonly TimeProvider _clock;
    private readonly long _start;

    private int _epoch;
    private int _lastEpoch;
    private int _epochsDone;
    private long _stepsPerEpoch;
    private long _step;
    private long _rows;
    private long _epochStart;
    private long _lastReport;

    /// <summary>Starts the clock.</summary>
    public StepWatch(TrainingOptions options)
    {
        _options = options;
        _clock = options.Clock;
        _start = _clock.GetTimestamp();
    }

    /// <summary>Whether the time budget is used up.</summary>
    public bool IsOutOfTime => _options.TimeBudget is { } budget && _clock.GetElapsedTime(_start) >= budget;

    /// <summary>What is left of the time budget; null where there is none.</summary>
    public TimeSpan? Left => _options.TimeBudget - _clock.GetElapsedTime(_start);

    /// <summary>Whether <see cref="AfterStep"/> has anything to do.</summary>
    public bool WatchesSteps => _options.TimeBudget != null || _options.StepProgress != null;

    /// <summary>Begins an epoch.</summary>
    public void BeginEpoch(int epoch, int lastEpoch, long stepsPerEpoch)
    {
        _epoch = epoch;
        _lastEpoch = lastEpoch;
        _stepsPerEpoch = stepsPerEpoch;
        _step = 0;
        _rows = 0;
        _lastReport = _epochStart = _clock.GetTimestamp();
    }

    /// <summary>Reports where the epoch stands, about once a second.</summary>
    /// <param name="rows">Rows of the mini-batch just done.</param>
    /// <param name="sums">Sums over the epoch so far.</param>
    /// <returns>Whether there is time for another mini-batch.</returns>
    public bool AfterStep(int rows, LossSums sums)
    {
        _step++;
        _rows += rows;
        if (_options.StepProgress is { } report && _clock.GetElapsedTime(_lastReport) >= ReportEvery)
        {
            _lastReport = _clock.GetTimestamp();
            var part = (double)_step / _stepsPerEpoch;
            report(new StepProgress(
                _epoch, _lastEpoch, _step, _stepsPerEpoch, sums.MeanLoss, _rows / _clock.GetElapsedTime(_epochStart).TotalSeconds,
                Remaining(_epochsDone + part, _lastEpoch - _epoch + 1 - part)));
        }

        return !IsOutOfTime;
    }

    /// <summary>Counts an epoch and estimates the time that the others will take.</summary>
    public TimeSpan EndEpoch() => Remaining(++_epochsDone, _lastEpoch - _epoch);

    private TimeSpan Remaining(double epochsDone, double epochsLeft)
    {
        var elapsed = _clock.GetElapsedTime(_start);
        var remaining = elapsed * (epochsLeft / epochsDone);
        var budget = _options.TimeBudget - elapsed ?? TimeSpan.MaxValue;
        return remaining < budget ? remaining : budget > TimeSpan.Zero ? budget : TimeSpan.Zero;
    }
}
