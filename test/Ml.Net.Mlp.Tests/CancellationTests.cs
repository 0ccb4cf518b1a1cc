using System.Reflection;
using Microsoft.ML;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Ways to end a training early.</summary>
public abstract class CancellationTests
{
    private readonly TaskCase _task;

    private protected CancellationTests(TaskCase task) => _task = task;

    [Fact]
    public void A_signalled_token_ends_the_training_with_an_exception()
    {
        using var source = new CancellationTokenSource();
        var epochs = 0;
        var options = EndlessOptions(source.Token);
        options.Progress = _ =>
        {
            if (++epochs == 2)
            {
                source.Cancel();
            }
        };

        Fitting(new MLContext(1), options).Should().Throw<OperationCanceledException>();
        epochs.Should().Be(2);
    }

    [Fact]
    public void Or_it_ends_with_the_network_of_the_best_epoch_so_far()
    {
        using var source = new CancellationTokenSource();
        var options = EndlessOptions(source.Token);
        options.CancellationBehavior = CancellationBehavior.KeepBest;
        options.Progress = progress =>
        {
            if (progress.Result.Epoch == 3)
            {
                source.Cancel();
            }
        };

        var history = _task.Fit(options, _task.View()).Model.History;

        history.StopReason.Should().Be(StopReason.Cancelled);
        history.BestEpoch.Should().Be(3);
    }

    [Fact]
    public void A_token_signalled_before_ends_it_before_the_data_is_read()
    {
        var options = EndlessOptions(new CancellationToken(canceled: true));
        options.CancellationBehavior = CancellationBehavior.KeepBest;
        var data = _task.View();

        _task.Invoking(t => t.Fit(options, data)).Should().Throw<OperationCanceledException>();
        data.RowsRead.Should().Be(0);
    }

    [Fact]
    public void A_token_signalled_while_the_data_is_read_ends_the_reading()
    {
        using var source = new CancellationTokenSource();
        var data = new TestView(100_000, Blobs.Features(), _task.Label(_ => false))
        {
            OnRow = row =>
            {
                if (row == 10)
                {
                    source.Cancel();
                }
            },
        };

        _task.Invoking(t => t.Fit(EndlessOptions(source.Token), data)).Should().Throw<OperationCanceledException>();
        data.RowsRead.Should().BeLessThan(10_000);
        data.OpenCursors.Should().Be(0);
    }

    [Fact]
    public void A_cancelled_MLContext_ends_the_training_at_the_next_epoch()
    {
        var mlContext = new MLContext(1);
        var options = EndlessOptions(default);
        var epochs = 0;
        options.Progress = _ =>
        {
            if (++epochs == 2)
            {
                Cancel(mlContext);
            }
        };

        Fitting(mlContext, options).Should().Throw<OperationCanceledException>();
        epochs.Should().Be(2);
    }

    [Fact]
    public void A_cancelled_MLContext_trains_nothing_any_more()
    {
        var mlContext = new MLContext(1);
        Cancel(mlContext);

        Fitting(mlContext, EndlessOptions(default)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void An_exception_of_the_progress_callback_reaches_the_caller()
    {
        var options = EndlessOptions(default);
        options.Progress = _ => throw new InvalidTimeZoneException("from the callback");

        Fitting(new MLContext(1), options).Should().Throw<InvalidTimeZoneException>().WithMessage("from the callback");
    }

    private MlpTrainerOptions EndlessOptions(CancellationToken token) => _task.QuickOptions(options =>
    {
        options.Epochs = 1_000_000;
        options.CancellationToken = token;
    });

    private Func<object> Fitting(MLContext mlContext, MlpTrainerOptions options) =>
        () => _task.Fit(options, _task.View(), mlContext: mlContext);

    // Not public in ML.NET; AutoML, for example, calls it.
    private static void Cancel(MLContext mlContext) =>
        typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(mlContext, null);

    public sealed class Multiclass() : CancellationTests(TaskCase.Multiclass);

    public sealed class Binary() : CancellationTests(TaskCase.Binary);

    public sealed class MultiLabel() : CancellationTests(TaskCase.MultiLabel);

    public sealed class Regression() : CancellationTests(TaskCase.Regression);

    public sealed class MultiTarget() : CancellationTests(TaskCase.MultiTarget);
}
