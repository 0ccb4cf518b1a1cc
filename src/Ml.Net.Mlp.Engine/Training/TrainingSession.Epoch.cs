using System.Diagnostics;
using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <content>How it goes through rows.</content>
internal sealed unsafe partial class TrainingSession
{
    /// <summary>Goes through the training rows once, and then through the validation rows.</summary>
    /// <param name="epoch">The epoch's number, from 1, on which the order of the rows depends.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; the parameters are those of a part of the epoch.</exception>
    /// <exception cref="InvalidOperationException">The training diverged.</exception>
    public EpochResult RunEpoch(int epoch)
    {
        var start = Stopwatch.GetTimestamp();
        var (sums, rows, rate) = _update is LbfgsIteration lbfgs ? RunIteration(lbfgs) : RunBatches(epoch, (ParameterUpdate)_update);
        var trained = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var validation = Validate();
        RequireFinite(epoch, rate, "loss", sums.MeanLoss);
        RequireFinite(epoch, rate, "validation loss", validation?.MeanLoss ?? 0);
        var parameter = TrainingDataBuilder.IndexOfNonFinite(_parameters.Span);
        RequireFinite(epoch, rate, "weight", parameter < 0 ? 0 : _parameters.Span[parameter]);
        return new EpochResult(
            epoch,
            sums.MeanLoss,
            _errors == null ? sums.Accuracy : null,
            validation?.MeanLoss,
            _errors == null ? validation?.Accuracy : null,
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            rows / trained)
        {
            LearningRate = rate,
            MeanAbsoluteError = _errors?.MeanAbsoluteError,
            RSquared = _errors?.RSquared,
            ValidationMeanAbsoluteError = _validationErrors?.MeanAbsoluteError,
            ValidationRSquared = _validationErrors?.RSquared,
            ValidationAreaUnderRocCurve = _rocCurve?.Area(),
        };
    }

    private (LossSums Sums, long Rows, float Rate) RunBatches(int epoch, ParameterUpdate update)
    {
        var source = _augmented?.InEpoch(epoch) ?? _training;
        source.Begin(_options.Shuffle ? CounterRandom.Key(_seed, RandomPurpose.Shuffle, epoch) : null);
        _errors?.Clear();
        var (sums, seen, rate) = (default(LossSums), 0L, 0f);
        var goesOn = true;
        for (int rows; goesOn && (rows = _pass.Fill(source)) > 0;)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _pass.Forward(rows, State.Step);
            sums += _lossStep.Compute(_pass.Output, source, rows, _pass.OutputGradient);
            _errors?.Add(_pass.Output, source, rows);
            _pass.Backward();
            rate = Rates.At(State.Step - FirstStep);
            update.Run(++State.Step, rate);
            seen += rows;
            goesOn = !_watch.WatchesSteps || _watch.AfterStep(rows, sums);
        }

        IsWholeEpoch = seen == _training.Count;
        return (sums, seen, rate);
    }

    private (LossSums Sums, long Rows, float Rate) RunIteration(LbfgsIteration lbfgs)
    {
        var rate = Rates.At(State.Step - FirstStep);
        State.Step++;
        IsWholeEpoch = true;
        return (lbfgs.Run(rate), _training.Count, rate);
    }

    /// <summary>Makes steps at rates of the caller's choice, through the rows in random order as often as it takes.</summary>
    /// <param name="steps">Steps at most.</param>
    /// <param name="rate">The rate of a step, from 0.</param>
    /// <param name="goesOn">Receives the mean loss of each mini-batch before its step; says whether to make it.</param>
    public void RunSteps(int steps, Func<int, float> rate, Func<double, bool> goesOn)
    {
        var step = 0;
        for (var pass = 1; ; pass++)
        {
            var source = _augmented?.InEpoch(pass) ?? _training;
            source.Begin(CounterRandom.Key(_seed, RandomPurpose.LearningRateFinder, pass));
            for (int rows; (rows = _pass.Fill(source)) > 0; step++)
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                if (step == steps)
                {
                    return;
                }

                _pass.Forward(rows, step);
                if (!goesOn(_lossStep.Compute(_pass.Output, source, rows, _pass.OutputGradient).MeanLoss))
                {
                    return;
                }

                _pass.Backward();
                ((ParameterUpdate)_update).Run(step + 1, rate(step));
            }
        }
    }

    private static void RequireFinite(int epoch, float rate, string name, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The training diverged in epoch {epoch}: a {name} is {value}. Lower the learning rate (it is {rate}), or bring the features to a similar scale with a normalizer."));
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
        for (int rows; (rows = _validationPass.Fill(_validation)) > 0;)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _validationPass.Forward(rows);
            sums += _lossStep.Compute(_validationPass.Output, _validation, rows, gradient: null);
            _validationErrors?.Add(_validationPass.Output, _validation, rows);
            _rocCurve?.Add(_validationPass.Output, _validation, rows);
        }

        return sums;
    }
}
