using Microsoft.ML;
using Microsoft.ML.Runtime;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Data that does not fit the memory budget: read anew for every epoch.</summary>
public abstract class MemoryBudgetTests
{
    private readonly TaskCase _task;

    private protected MemoryBudgetTests(TaskCase task) => _task = task;

    private int InBudget => (1 << 20) / ((4 * (Inputs + _task.Targets)) + 8);

    // 264 bytes a row and some for targets: a megabyte holds 3,971 of them or some less.
    private const int Inputs = 64;

    [Fact]
    public void In_their_own_order_streamed_rows_train_the_same_network_as_in_memory()
    {
        var options = Options(shuffle: false);
        var streamed = View(5_000);

        var scores = Scores(options, streamed);

        options.MemoryBudgetMegabytes = null;
        var inMemory = View(5_000);
        scores.Should().Equal(Scores(options, inMemory));
        inMemory.RowsRead.Should().Be(5_000, "rows in memory are read once");
        streamed.RowsRead.Should().Be((_task.Standardizes ? 4 : 3) * 5_000,
            "the first pass counts and checks, one measures the targets that are standardized, then two epochs follow");
        (streamed.OpenCursors, inMemory.OpenCursors).Should().Be((0, 0));
        streamed.LastColumns.Should().Equal("Label", "Features");
    }

    [Fact]
    public void The_change_to_streaming_is_told_with_what_to_do()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);

        _task.Fit(Options(), View(InBudget), mlContext: mlContext);
        log.Messages(ChannelMessageKind.Warning).Should().BeEmpty();

        _task.Fit(Options(), View(InBudget + 1), mlContext: mlContext);
        log.Messages(ChannelMessageKind.Warning).Should().ContainSingle().Which.Should().Match(
            $"*The training data takes 1.1 MB, more than the memory budget of 1.0 MB leaves (MemoryBudgetMegabytes): every epoch reads its {InBudget + 1} rows anew, through a shuffle buffer of {InBudget} rows. The network differs from one trained in memory and depends on the budget: set the option to repeat the training elsewhere.*");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.2, true)]
    public void Without_shuffling_no_buffer_is_spoken_of(double validationFraction, bool differs)
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);
        var options = Options(shuffle: false);
        options.ValidationFraction = validationFraction;

        _task.Fit(options, View(5_000), mlContext: mlContext);

        var warning = log.Messages(ChannelMessageKind.Warning).Should().ContainSingle().Subject;
        warning.Should().Contain("every epoch reads its 5000 rows anew, in their order.");
        warning.Contains("The network differs").Should().Be(differs);
    }

    [Fact]
    public void Ten_times_the_rows_take_no_more_memory()
    {
        var values = new float[Inputs];
        float[] Next(int row)
        {
            values[0] = row % 3;
            return values;
        }

        long Allocated(int rows)
        {
            var view = new TestView(rows, TestColumn.Features(Inputs, Next), _task.Label(_ => false));
            var options = Options();
            options.ValidationFraction = 0.1;
            options.NumberOfThreads = 1;
            var before = GC.GetAllocatedBytesForCurrentThread();
            _task.Fit(options, view);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        _ = Allocated(4_000);
        var few = Allocated(4_000);

        // What is allocated bounds what lives: 36,000 rows more would take 9.5 MB.
        (Allocated(40_000) - few).Should().BeLessThan(100_000);
    }

    [Fact]
    public void The_same_seed_and_budget_give_the_same_network()
    {
        var options = Options();
        var first = Scores(options, View(5_000));

        options.NumberOfThreads = 3;
        Scores(options, View(5_000)).Should().Equal(first);
    }

    [Fact]
    public void A_validation_set_that_does_not_fit_is_streamed_too()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);
        var validation = View(4_500);

        var model = _task.Fit(Options(), View(3_000), validation, mlContext);

        model.Model.Network.History.Should().OnlyContain(e => e.ValidationLoss > 0);
        validation.RowsRead.Should().Be(3 * 4_500);
        validation.OpenCursors.Should().Be(0);
        log.Messages(ChannelMessageKind.Warning).Should().ContainSingle().Which.Should().Match(
            "*The validation data takes 1.2 MB, more than the memory budget of 0.2 MB leaves (MemoryBudgetMegabytes): every epoch reads its 4500 rows anew, in their order.");
    }

    [Fact]
    public void A_fraction_of_streamed_rows_can_be_set_apart()
    {
        var options = Options();
        options.ValidationFraction = 0.2;

        var history = _task.Fit(options, View(5_000)).Model.Network.History;

        history.Should().HaveCount(2).And.OnlyContain(e => e.ValidationLoss > 0);
    }

    [Fact]
    public void Rows_beyond_the_budget_are_checked_before_any_training()
    {
        var epochs = 0;
        var options = Options();
        options.Progress = _ => epochs++;
        var view = View(5_000, features: row => row == 4_990 ? float.NaN : 0);

        _task.Invoking(t => t.Fit(options, view))
            .Should().Throw<InvalidOperationException>().WithMessage("Feature column 'Features' is NaN in slot 5 of row 4990 of the training data*");
        epochs.Should().Be(0);
        view.OpenCursors.Should().Be(0);
    }

    [Fact]
    public void Cancelling_in_a_later_pass_closes_the_cursor()
    {
        using var cancellation = new CancellationTokenSource();
        var rows = 0;
        var view = new TestView(5_000, Features(_ => 0), _task.Label(_ => false))
        {
            OnRow = _ =>
            {
                if (++rows == 7_000)
                {
                    cancellation.Cancel();
                }
            },
        };
        var options = Options();
        options.CancellationToken = cancellation.Token;

        _task.Invoking(t => t.Fit(options, view))
            .Should().Throw<OperationCanceledException>();
        view.OpenCursors.Should().Be(0);
    }

    private MlpTrainerOptions Options(bool shuffle = true)
    {
        var options = _task.CreateOptions();
        options.HiddenLayers = [8];
        options.Epochs = 2;
        options.BatchSize = 64;
        options.Seed = 3;
        options.Shuffle = shuffle;
        options.MemoryBudgetMegabytes = 1;
        return options;
    }

    private TestView View(int rows, Func<int, float>? features = null) =>
        new(rows, Features(features ?? (_ => 0)), _task.Label(_ => false));

    // Slots 0 to 2 tell the class, slot 5 is the test's.
    private static TestColumn Features(Func<int, float> fifth) => TestColumn.Features(Inputs, row =>
    {
        var values = new float[Inputs];
        values[row % 3] = 1;
        values[5] = fifth(row);
        values[10] = MathF.Sin(row);
        return values;
    });

    private string[] Scores(MlpTrainerOptions options, IDataView view) => _task.Scored(_task.Fit(options, view), View(20));

    public sealed class Multiclass() : MemoryBudgetTests(TaskCase.Multiclass);

    public sealed class MultiTarget() : MemoryBudgetTests(TaskCase.MultiTarget);
}
