using Microsoft.ML;
using Microsoft.ML.Runtime;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Rows whose label is not known: a missing key, a NaN, or a vector with a NaN in it. A Boolean is always known.</summary>
public abstract class MissingLabelTests
{
    private readonly TaskCase _task;

    private protected MissingLabelTests(TaskCase task) => _task = task;

    [Fact]
    public void They_are_skipped_and_counted_in_one_warning()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);
        var data = new TestView(30, TestColumn.Features(3, row => row % 5 == 0 ? [float.NaN, 0, 0] : Blobs.Values(row)), _task.Label(row => row % 5 == 0));

        _task.Fit(_task.QuickOptions(), data, mlContext: mlContext).Model.History.Should().HaveCount(3);

        log.Messages(ChannelMessageKind.Warning).Should().ContainSingle()
            .Which.Should().Contain("Skipped 6 of 30 rows of the training data, because their label in column 'Label' is missing.");
    }

    [Fact]
    public void Rows_of_which_none_has_a_label_are_refused() =>
        _task.Invoking(t => t.Train(new TestView(5, Blobs.Features(), t.Label(_ => true)))).Should().Throw<InvalidOperationException>()
            .WithMessage("All 5 rows of the training data have a missing label in column 'Label'; expected 1 row or more with a label.");

    [Fact]
    public void Beyond_the_memory_budget_they_are_left_out_too()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);
        var view = new TestView(50_000, TestColumn.Features(8, row => [row % 3, 0, 0, 0, 1, 0, 0, 0]), _task.Label(row => row % 10 == 9));

        _task.Fit(_task.QuickOptions(options => (options.Epochs, options.MemoryBudgetMegabytes) = (1, 1)), view, mlContext: mlContext);

        log.Messages(ChannelMessageKind.Warning).Should().HaveCount(2)
            .And.ContainSingle(message => message.Contains("every epoch reads its 45000 rows anew"))
            .And.ContainSingle(message =>
                message.Contains("Skipped 5000 of 50000 rows of the training data, because their label in column 'Label' is missing."));
    }

    public sealed class Multiclass() : MissingLabelTests(TaskCase.Multiclass);

    public sealed class MultiLabel() : MissingLabelTests(TaskCase.MultiLabel);

    public sealed class Regression() : MissingLabelTests(TaskCase.Regression);

    public sealed class MultiTarget() : MissingLabelTests(TaskCase.MultiTarget);
}
