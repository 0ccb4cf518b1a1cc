using System.Globalization;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed class HistoryLogTests
{
    [Fact]
    public void ItHasAHeaderAndALineForEachEpoch()
    {
        using var place = new FilePlace();
        var network = Train(place["log.csv"], new() { Epochs = 3, ValidationFraction = 0.5 });

        var lines = File.ReadAllText(place["log.csv"]).Split('\n');

        lines[0].Should().Be("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,rows_per_second");
        lines[1..^1].Should().Equal(network.History.Select(e => string.Create(CultureInfo.InvariantCulture,
            $"{e.Epoch},{e.Loss},{e.Accuracy},{e.ValidationLoss},{e.ValidationAccuracy},{e.LearningRate},{e.Seconds},{e.RowsPerSecond}")));
        lines[^1].Should().BeEmpty("the last line is ended");
    }

    [Fact]
    public void ItHasTheMetricsThatTheTrainingHas()
    {
        using var place = new FilePlace();
        NetworkTrainer.Train(Rows.Linear, Rows.Line((1, 2), (2, 3)), new() { Loss = Loss.SquaredError, Epochs = 1, CsvLog = place["log.csv"] });

        File.ReadAllLines(place["log.csv"])[0].Should().Be("epoch,loss,mean_absolute_error,r_squared,learning_rate,seconds,rows_per_second");
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void TheCultureHasNoSayInIt(string culture)
    {
        using var place = new FilePlace();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Train(place["log.csv"], new() { Epochs = 2, LearningRate = 0.5f });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        File.ReadAllLines(place["log.csv"])[1..].Should().OnlyContain(line => line.Split(',', StringSplitOptions.None).Length == 6 && line.Contains(",0.5,"));
    }

    [Fact]
    public void ALineIsThereWhenTheEpochEnds()
    {
        using var place = new FilePlace();
        var lines = new List<int>();
        void Count(EpochControl control)
        {
            using var file = new FileStream(place["log.csv"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            lines.Add(new StreamReader(file).ReadToEnd().Split('\n').Length - 1);
        }

        Train(place["log.csv"], new() { Epochs = 3, EpochEnd = Count });

        lines.Should().Equal(2, 3, 4);
    }

    [Fact]
    public void AnExistingFileIsReplaced()
    {
        using var place = new FilePlace();
        File.WriteAllText(place["log.csv"], new string('x', 10_000));
        Train(place["log.csv"], new() { Epochs = 1 });

        File.ReadAllLines(place["log.csv"]).Should().HaveCount(2).And.NotContain(line => line.Contains('x'));
    }

    [Fact]
    public void APathThatCannotBeWrittenIsRefusedBeforeTheTraining()
    {
        using var place = new FilePlace();
        Directory.CreateDirectory(place["folder"]);
        foreach (var path in new[] { place["missing", "log.csv"], place["folder"] })
        {
            Action train = () => Train(path, new() { EpochEnd = _ => throw new InvalidOperationException("It has begun.") });

            train.Should().Throw<ArgumentException>().WithMessage($"CsvLog is '{path}'; expected a file that can be written: *");
        }
    }

    private static Network Train(string path, TrainingOptions options) => NetworkTrainer.Train(Rows.Classifier(), Rows.Classes(20), new()
    {
        Epochs = options.Epochs,
        LearningRate = options.LearningRate,
        ValidationFraction = options.ValidationFraction,
        EpochEnd = options.EpochEnd,
        CsvLog = path,
    });
}
