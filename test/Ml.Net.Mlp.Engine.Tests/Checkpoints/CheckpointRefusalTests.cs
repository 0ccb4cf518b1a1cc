using System.Reflection;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A checkpoint of another training is refused, and what differs is named.</summary>
public sealed class CheckpointRefusalTests
{
    private static readonly TrainingData Data = Rows.Classes(40);
    private static readonly NetworkDescription Network = Rows.Classifier(0.1f);

    public static TheoryData<TrainingOptions, string> OtherOptions => new()
    {
        { new() { BatchSize = 16 }, "its BatchSize is 32; expected 16, as in this one." },
        { new() { Seed = 7 }, "its Seed is 0; expected 7, as in this one." },
        { new() { LearningRate = 0.5f }, "its LearningRate is 0.001; expected 0.5, as in this one." },
        { new() { Optimizer = Optimizer.Nadam() }, "its Optimizer is adam(0.9, 0.999, 1E-07); expected nadam(0.9, 0.999, 1E-07), as in this one." },
        { new() { LearningRateSchedule = LearningRateSchedule.Exponential() }, "its LearningRateSchedule is none; expected exponential(0.997), as in this one." },
        { new() { LearningRateSchedule = LearningRateSchedule.Cosine() }, "its LearningRateSchedule is none; expected cosine(0), as in this one." },
        { new() { L2Regularization = 0.1f }, "its L2Regularization is 0; expected 0.1, as in this one." },
        { new() { WeightAveraging = 0.9f }, "its WeightAveraging is none; expected 0.9, as in this one." },
        { new() { Shuffle = false }, "its Shuffle is true; expected false, as in this one." },
        { new() { ClassWeights = [1, 2, 3] }, "its ClassWeights is none; expected [1, 2, 3], as in this one." },
        { new() { Augmentations = [new Mixup(0.5)] }, "its Augmentations is []; expected [Mixup(Alpha 0.5)], as in this one." },
        { new() { Loss = Loss.SquaredError }, "its Loss is categorical_crossentropy; expected squared_error, as in this one." },
        { new() { EarlyStopping = new() { Metric = TrainingMetric.Loss } }, "its EarlyStopping is none; expected Loss with Patience 10, MinimumChange 0, RestoreBest true, as in this one." },
        { new() { ValidationFraction = 0.25 }, "its EarlyStopping is none; expected ValidationLoss with Patience 10, MinimumChange 0, RestoreBest true, as in this one." },
    };

    [Theory]
    [MemberData(nameof(OtherOptions))]
    public void AnOptionThatDiffersIsNamedWithBothValues(TrainingOptions options, string message)
    {
        using var place = Saved(new() { Epochs = 3 });

        Refuse(Network, Data, options.With(epochs: 3, resumeFrom: place["c"])).Should()
            .Be($"The checkpoint in '{place["c"]}' is of another training: {message}");
    }

    [Fact]
    public void SoIsAnotherNumberOfEpochsWhereTheRateDependsOnIt()
    {
        using var place = Saved(new() { Epochs = 3, LearningRateSchedule = LearningRateSchedule.Cosine() });

        Refuse(Network, Data, new() { Epochs = 4, LearningRateSchedule = LearningRateSchedule.Cosine(), ResumeFrom = place["c"] })
            .Should().EndWith("its Epochs is 3; expected 4, as in this one.");
    }

    [Fact]
    public void FewerEpochsThanThereWereAreRefused()
    {
        using var place = Saved(new() { Epochs = 3 });

        Refuse(Network, Data, new() { Epochs = 2, ResumeFrom = place["c"] })
            .Should().EndWith("its number of epochs is 3; expected 2 at most, as in this one.");
    }

    [Theory]
    [InlineData("6", "its network is 4-7-5-3; expected 4-6-5-3, as in this one.")]
    [InlineData("relu", "\"activation\":\"relu\"")]
    [InlineData("dropout", "\"rate\":0.2")]
    public void AnotherArchitectureIsNamed(string what, string message)
    {
        using var place = Saved(new() { Epochs = 1 });
        var other = what switch
        {
            "6" => NetworkDescription.MultilayerPerceptron(4, [6, 5], 3, Activation.Softmax, Activation.Tanh, 0.1f),
            "relu" => NetworkDescription.MultilayerPerceptron(4, [7, 5], 3, Activation.Softmax, Activation.ReLU, 0.1f),
            _ => Rows.Classifier(0.2f),
        };

        Refuse(other, Data, new() { Epochs = 1, ResumeFrom = place["c"] }).Should().Contain("its network is ").And.Contain(message);
    }

    [Fact]
    public void OtherRowsAreNamed()
    {
        using var place = Saved(new() { Epochs = 2, ValidationFraction = 0.25 });
        var options = new TrainingOptions { Epochs = 2, ValidationFraction = 0.25, ResumeFrom = place["c"] };

        Refuse(Network, Rows.Classes(44), options).Should().Contain("its training data is 30 rows with hash ").And.Contain("; expected 33 rows with hash ");
        Refuse(Network, Rows.Classes(40, seed: 2), options).Should().Contain("its training data is 30 rows with hash ").And.Contain("; expected 30 rows with hash ");
        Refuse(Network, Rows.Classes(40, weight: row => 1 + row), options).Should().Contain("its training data is 30 rows with hash ");
    }

    [Fact]
    public void OtherValidationRowsAreNamed()
    {
        using var place = new FilePlace();
        NetworkTrainer.Train(Network, Data, new() { Epochs = 1, Checkpoint = new() { Path = place["c"] } }, Rows.Classes(9, seed: 2));
        var options = new TrainingOptions { Epochs = 2, ResumeFrom = place["c"] };
        Action others = () => NetworkTrainer.Train(Network, Data, options, Rows.Classes(9, seed: 3));

        others.Should().Throw<ArgumentException>().WithMessage("*its validation data is 9 rows with hash *; expected 9 rows with hash *");
        Refuse(Network, Data, options).Should().Contain("EarlyStopping");
    }

    [Fact]
    public void ATrainingThatGoesOnWithANetworkIsAnother()
    {
        using var place = Saved(new() { Epochs = 1 });
        var initial = NetworkTrainer.Train(Network, Data, new() { Epochs = 1 });
        Action train = () => NetworkTrainer.Train(initial, Data, new() { Epochs = 1, ResumeFrom = place["c"] });

        train.Should().Throw<ArgumentException>().WithMessage("*its InitialNetwork is none; expected with hash *, as in this one.");
    }

    /// <summary>One that is added must be compared too, or be named among those that don't matter.</summary>
    [Fact]
    public void EveryOptionIsComparedOrLeftOutOnPurpose()
    {
        string[] left =
        [
            "NumberOfThreads", "Progress", "StepProgress", "PretrainingProgress", "EpochEnd", "CancellationToken", "CancellationBehavior", "TimeBudget", "CsvLog",
            "Checkpoint", "ResumeFrom",
        ];
        var options = new TrainingOptions { EarlyStopping = EarlyStopping.None, LearningRateSchedule = LearningRateSchedule.Cosine() };

        OptionsText.Of(options, hasValidation: false).Keys.Should().BeEquivalentTo(
            typeof(TrainingOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Except(left));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void TheCultureHasNoSayInTheText(string culture)
    {
        var options = new TrainingOptions { LearningRate = 0.5f, ClassWeights = [0.5f, 1.5f], ValidationFraction = 0.25 };
        var expected = OptionsText.Of(options, true);
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new(culture);
            OptionsText.Of(options, true).Should().Equal(expected);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    private static FilePlace Saved(TrainingOptions options)
    {
        var place = new FilePlace();
        NetworkTrainer.Train(Network, Data, options.With(checkpoint: new() { Path = place["c"] }));
        return place;
    }

    private static string Refuse(NetworkDescription network, TrainingData data, TrainingOptions options)
    {
        Action train = () => NetworkTrainer.Train(network, data, options);
        return train.Should().Throw<ArgumentException>().Which.Message;
    }
}
