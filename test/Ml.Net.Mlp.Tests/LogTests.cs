using Microsoft.ML;
using Microsoft.ML.Runtime;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>What MLContext.Log hears of a training.</summary>
public abstract class LogTests
{
    private readonly TaskCase _task;

    private protected LogTests(TaskCase task) => _task = task;

    [Fact]
    public void One_line_an_epoch()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);

        _task.Fit(_task.QuickOptions(), _task.View(), mlContext: mlContext);

        var lines = log.Messages(ChannelMessageKind.Info).ToArray();
        lines.Should().HaveCount(3);
        var accuracy = _task.HasAccuracy ? @", accuracy \d\.\d{4}" : @", mean absolute error [-+.E\d]+, R² -?\d+\.\d{4}";
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            lines[epoch - 1].Should().MatchRegex(
                $@"^\[Source={_task.Trainer}; Training, Kind=Info\] Epoch {epoch}/3: loss \d\.\d{{4}}{accuracy}, \d+\.\d\d s, \d+ rows/s$");
        }
    }

    [Fact]
    public void With_validation_its_loss_and_accuracy_too()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);

        _task.Fit(_task.QuickOptions(), _task.View(), _task.View(9), mlContext);

        log.Messages(ChannelMessageKind.Info).Should().HaveCount(3).And.OnlyContain(
            line => line.Contains(", validation loss ") && line.Contains(_task.HasAccuracy ? ", validation accuracy " : ", validation R² "));
    }

    [Fact]
    public void A_training_without_troubles_warns_of_nothing()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);

        _task.Fit(_task.QuickOptions(), _task.View(), mlContext: mlContext);

        log.Messages(ChannelMessageKind.Warning).Should().BeEmpty();
        log.Messages(ChannelMessageKind.Error).Should().BeEmpty();
    }

    public sealed class Multiclass() : LogTests(TaskCase.Multiclass);

    public sealed class Binary() : LogTests(TaskCase.Binary);

    public sealed class MultiLabel() : LogTests(TaskCase.MultiLabel);

    public sealed class Regression() : LogTests(TaskCase.Regression);

    public sealed class MultiTarget() : LogTests(TaskCase.MultiTarget);
}
