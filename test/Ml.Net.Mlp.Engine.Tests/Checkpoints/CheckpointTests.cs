namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>When checkpoints are written.</summary>
public sealed class CheckpointTests
{
    private static readonly TrainingData Data = Rows.Classes(40);

    [Theory]
    [InlineData(1, 5, "1 2 3 4 5")]
    [InlineData(2, 5, "2 2 4 5")]
    [InlineData(3, 7, "3 3 3 6 7")]
    [InlineData(9, 4, "4")]
    public void OneIsWrittenEveryFewEpochsBeforeProgressIsReported(int every, int epochs, string expected)
    {
        using var place = new FilePlace();
        var seen = new List<int>();
        var options = new TrainingOptions { Epochs = epochs, Checkpoint = new() { Path = place["c"], EveryEpochs = every }, Progress = p => See(place, p, seen) };
        Train(options);

        string.Join(' ', seen).Should().Be(expected, "the end of the training is written too");
        place.Names.Should().Equal("c");
    }

    [Fact]
    public void OnlyTheBestEpochsAreWrittenWhereThatIsAskedFor()
    {
        using var place = new FilePlace();
        var seen = new List<int>();
        var history = Train(new()
        {
            Epochs = 40,
            LearningRate = 0.1f,
            BatchSize = 7,
            ValidationFraction = 0.4,
            EarlyStopping = new() { Patience = 5 },
            Checkpoint = new() { Path = place["c"], OnlyBest = true },
            Progress = p => See(place, p, seen),
        }).History;

        var best = history.Select((_, i) => 1 + Array.IndexOf([.. history.Select(e => e.ValidationLoss)], history.Take(i + 1).Min(e => e.ValidationLoss)));
        seen.Should().Equal(best);
        history.BestEpoch.Should().BeLessThan(history.Count);
    }

    [Fact]
    public void ACheckpointDoesNotChangeTheTraining()
    {
        using var place = new FilePlace();

        Train(new() { Epochs = 4, ValidationFraction = 0.3, Checkpoint = new() { Path = place["c"] } }).Bytes()
            .Should().Equal(Train(new() { Epochs = 4, ValidationFraction = 0.3 }).Bytes());
    }

    [Fact]
    public void ANewTrainingReplacesTheFile()
    {
        using var place = new FilePlace();
        File.WriteAllText(place["c"], "something else");
        File.WriteAllText(place["c.tmp"], new string('x', 100_000));
        Train(new() { Epochs = 2, Checkpoint = new() { Path = place["c"] } });

        CheckpointFile.Load(place["c"]).Header.Course.Epochs.Should().HaveCount(2);
        place.Names.Should().Equal("c");
    }

    [Fact]
    public void ResumeBeginsWhereThereIsNoFile()
    {
        using var place = new FilePlace();
        var options = new TrainingOptions { Epochs = 3, Checkpoint = new() { Path = place["c"], Resume = true } };

        Train(options).Bytes().Should().Equal(Train(new() { Epochs = 3 }).Bytes());
        place.Names.Should().Equal("c");
    }

    [Fact]
    public void ResumeFromNeedsAFile()
    {
        using var place = new FilePlace();
        Action train = () => Train(new() { ResumeFrom = place["c"] });

        train.Should().Throw<FileNotFoundException>()
            .WithMessage($"ResumeFrom is '{place["c"]}'; expected the path of a checkpoint, but there is no such file.").Which.FileName.Should().Be(place["c"]);
    }

    [Fact]
    public void APathThatCannotBeWrittenIsRefusedBeforeTheTraining()
    {
        using var place = new FilePlace();
        Directory.CreateDirectory(place["folder"]);
        foreach (var path in new[] { place["missing", "c"], place["folder"] })
        {
            Action train = () => Train(new() { Checkpoint = new() { Path = path }, EpochEnd = _ => throw new InvalidOperationException("It has begun.") });

            train.Should().Throw<ArgumentException>().WithMessage($"Checkpoint.Path is '{path}'; expected a file that can be written: *");
        }
    }

    [Fact]
    public void ARefusedCheckpointLeavesTheCsvLogAlone()
    {
        using var place = new FilePlace();
        Train(new() { Epochs = 2, CsvLog = place["log.csv"], Checkpoint = new() { Path = place["c"] } });
        var before = File.ReadAllText(place["log.csv"]);
        Action train = () => Train(new() { Epochs = 2, Seed = 1, CsvLog = place["log.csv"], ResumeFrom = place["c"] });

        train.Should().Throw<ArgumentException>();
        File.ReadAllText(place["log.csv"]).Should().Be(before);
    }

    private static Network Train(TrainingOptions options) => NetworkTrainer.Train(Rows.Classifier(0.1f), Data, options);

    private static void See(FilePlace place, TrainingProgress progress, List<int> seen)
    {
        if (File.Exists(place["c"]))
        {
            var epochs = CheckpointFile.Load(place["c"]).Header.Course.Epochs;
            epochs.Should().Equal(epochs.Take(progress.Result.Epoch));
            seen.Add(epochs.Count);
        }
    }
}
