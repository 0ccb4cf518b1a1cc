using Microsoft.ML;
using Microsoft.ML.Runtime;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>What MLContext.Log hears of a training.</summary>
public sealed class LogTests
{
    [Fact]
    public void One_line_an_epoch()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);

        mlContext.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()).Fit(Blobs.View());

        var lines = log.Messages(ChannelMessageKind.Info).ToArray();
        lines.Should().HaveCount(3);
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            lines[epoch - 1].Should().MatchRegex(
                $@"^\[Source=MlpMulticlassTrainer; Training, Kind=Info\] Epoch {epoch}/3: loss \d\.\d{{4}}, accuracy \d\.\d{{4}}, \d+\.\d\d s, \d+ rows/s$");
        }
    }

    [Fact]
    public void With_validation_its_loss_and_accuracy_too()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);

        mlContext.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()).Fit(Blobs.View(), Blobs.View(9));

        log.Messages(ChannelMessageKind.Info).Should().HaveCount(3).And.OnlyContain(
            line => line.Contains(", validation loss ") && line.Contains(", validation accuracy "));
    }

    [Fact]
    public void A_training_without_troubles_warns_of_nothing()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);

        mlContext.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()).Fit(Blobs.View());

        log.Messages(ChannelMessageKind.Warning).Should().BeEmpty();
        log.Messages(ChannelMessageKind.Error).Should().BeEmpty();
    }
}
