namespace Ml.Net.Mlp.Engine.Tests;

public sealed class TrainingOptionTests
{
    private static readonly TrainingData Data = Rows.Classes(10);

    public static TheoryData<string, TrainingOptions, string> OutOfRange => new()
    {
        { "Epochs", new() { Epochs = 0 }, "Epochs is 0; expected 1 or more." },
        { "Epochs", new() { Epochs = -3 }, "Epochs is -3; expected 1 or more." },
        { "BatchSize", new() { BatchSize = 0 }, "BatchSize is 0; expected 1 or more." },
        { "LearningRate", new() { LearningRate = 0 }, "LearningRate is 0; expected a finite number above 0." },
        { "LearningRate", new() { LearningRate = -0.5f }, "LearningRate is -0.5; expected a finite number above 0." },
        { "LearningRate", new() { LearningRate = float.NaN }, "LearningRate is NaN; expected a finite number above 0." },
        { "LearningRate", new() { LearningRate = float.PositiveInfinity }, "LearningRate is *; expected a finite number above 0." },
        { "L2Regularization", new() { L2Regularization = -1 }, "L2Regularization is -1; expected a finite number, 0 or more." },
        { "L2Regularization", new() { L2Regularization = float.NaN }, "L2Regularization is NaN; expected a finite number, 0 or more." },
        { "ValidationFraction", new() { ValidationFraction = -0.1 }, "ValidationFraction is -0.1; expected 0 <= fraction < 1." },
        { "ValidationFraction", new() { ValidationFraction = 1 }, "ValidationFraction is 1; expected 0 <= fraction < 1." },
        { "ValidationFraction", new() { ValidationFraction = double.NaN }, "ValidationFraction is NaN; expected 0 <= fraction < 1." },
        { "NumberOfThreads", new() { NumberOfThreads = 0 }, "NumberOfThreads is 0; expected 1 to 1024." },
        { "NumberOfThreads", new() { NumberOfThreads = 1025 }, "NumberOfThreads is 1025; expected 1 to 1024." },
        { "CancellationBehavior", new() { CancellationBehavior = (CancellationBehavior)7 }, "CancellationBehavior is 7; expected Throw, KeepBest." },
        { "Loss", new() { Loss = null! }, "Loss is null; expected a loss." },
        { "Optimizer", new() { Optimizer = null! }, "Optimizer is null; expected an optimizer." },
        { "TimeBudget", new() { TimeBudget = TimeSpan.Zero }, "TimeBudget is 00:00:00; expected a time above zero." },
        { "TimeBudget", new() { TimeBudget = TimeSpan.FromSeconds(-1) }, "TimeBudget is -00:00:01; expected a time above zero." },
        { "CsvLog", new() { CsvLog = "" }, "CsvLog is ''; expected the path of a file, or null for none." },
        { "ResumeFrom", new() { ResumeFrom = "" }, "ResumeFrom is ''; expected the path of a checkpoint, or null for none." },
        { "ResumeFrom", new() { ResumeFrom = "a", Checkpoint = new() { Path = "b", Resume = true } }, "ResumeFrom is 'a'; expected null, because Checkpoint.Resume is set." },
        { "Checkpoint.Path", new() { Checkpoint = new() { Path = "" } }, "Checkpoint.Path is ''; expected the path of a file." },
        { "Checkpoint.EveryEpochs", new() { Checkpoint = new() { Path = "a", EveryEpochs = 0 } }, "Checkpoint.EveryEpochs is 0; expected 1 or more." },
        { "Checkpoint.EveryEpochs", new() { Checkpoint = new() { Path = "a", EveryEpochs = 2, OnlyBest = true } }, "Checkpoint.EveryEpochs is 2; expected 1, because OnlyBest is set." },
        { "EarlyStopping.Metric", new() { EarlyStopping = new() { Metric = (TrainingMetric)99 } }, "EarlyStopping.Metric is 99; expected Loss, Accuracy, ValidationLoss, ValidationAccuracy, *." },
        { "EarlyStopping.Patience", new() { EarlyStopping = new() { Patience = 0 } }, "EarlyStopping.Patience is 0; expected 1 or more." },
        { "EarlyStopping.MinimumChange", new() { EarlyStopping = new() { MinimumChange = -1 } }, "EarlyStopping.MinimumChange is -1; expected a finite number, 0 or more." },
        { "EarlyStopping.MinimumChange", new() { EarlyStopping = new() { MinimumChange = double.NaN } }, "EarlyStopping.MinimumChange is NaN; expected a finite number, 0 or more." },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void AnOptionOutOfRangeIsNamedWithItsValueAndTheRange(string name, TrainingOptions options, string message)
    {
        foreach (var refused in new Action[] { options.Validate, () => NetworkTrainer.Train(Rows.Classifier(), Data, options) })
        {
            refused.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*").Which.ParamName.Should().Be(name);
        }
    }

    [Fact]
    public void TheDefaultsAreThoseOfTheDocumentation()
    {
        var options = new TrainingOptions();
        options.Validate();

        options.Loss.Should().BeSameAs(Loss.CategoricalCrossEntropy);
        options.Optimizer.Name.Should().Be("adam");
        options.LearningRate.Should().BeNull();
        options.Optimizer.DefaultLearningRate.Should().Be(0.001f);
        (options.Epochs, options.BatchSize, options.L2Regularization, options.Shuffle).Should().Be((100, 32, 0, true));
        (options.ValidationFraction, options.Seed, options.NumberOfThreads).Should().Be((0, 0, null));
        options.EarlyStopping.Should().BeNull();
        (options.LearningRateSchedule, options.TimeBudget, options.EpochEnd, options.StepProgress, options.CsvLog).Should().Be((null, null, null, null, null));
        options.CancellationBehavior.Should().Be(CancellationBehavior.Throw);
        new EarlyStopping().Should().Be(
            new EarlyStopping { Metric = TrainingMetric.ValidationLoss, Patience = 10, MinimumChange = 0, RestoreBest = true });
    }

    [Fact]
    public void DataThatDoesNotFitTheNetworkIsRefused()
    {
        Refuse(NetworkDescription.MultilayerPerceptron(5, [], 3, Activation.Softmax), Data)
            .WithMessage("training data is 4 features a row; expected 5, the network's inputs.*");
        Refuse(NetworkDescription.MultilayerPerceptron(4, [], 2, Activation.Softmax), Data)
            .WithMessage("training data is 3 classes; expected 2, the network's outputs.*");
        Refuse(NetworkDescription.MultilayerPerceptron(1, [], 2, Activation.Identity), Rows.Line((1, 2)), new() { Loss = Loss.SquaredError })
            .WithMessage("training data is 1 target values a row; expected 2, the network's outputs.*");
        Refuse(Rows.Classifier(), Rows.Classes(0)).WithMessage("training data is 0 rows; expected 1 row or more.*");
    }

    [Fact]
    public void ValidationDataThatDoesNotFitIsRefused()
    {
        var network = NetworkDescription.MultilayerPerceptron(1, [], 2, Activation.Softmax);
        var classes = TrainingData.FromClasses([1], 1, [0], 2);
        var targets = TrainingData.FromTargets([1], 1, [0f, 1], 2);

        Refuse(Rows.Classifier(), Data, validation: classes).WithMessage("validation data is 1 features a row; expected 4,*");
        Refuse(Rows.Classifier(), Data, validation: Rows.Classes(0)).WithMessage("validation data is 0 rows; expected 1 row or more.*");
        Refuse(network, classes, validation: targets).WithMessage("validation data is target values; expected classes, as the training data.*");
        Refuse(network, targets, validation: classes).WithMessage("validation data is classes; expected target values, as the training data.*");
        Refuse(Rows.Classifier(), Data, new() { ValidationFraction = 0.5 }, Data)
            .WithMessage("ValidationFraction is 0.5; expected 0, because validation data was given.*");
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("relu")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    public void CrossEntropyNeedsSoftmax(string activation) =>
        Refuse(NetworkDescription.MultilayerPerceptron(4, [], 3, Activation.Parse(activation)), Data)
            .WithMessage($"Loss categorical_crossentropy does not fit the output activation {activation}: *softmax*");

    [Fact]
    public void EarlyStoppingNeedsTheRowsThatItsMetricSpeaksOf()
    {
        var targets = Rows.Line((1, 2), (2, 3));

        Refuse(Rows.Classifier(), Data, new() { EarlyStopping = new() })
            .WithMessage("EarlyStopping.Metric is ValidationLoss; expected validation data or a ValidationFraction above 0,*");
        Refuse(Rows.Linear, targets, new() { Loss = Loss.SquaredError, EarlyStopping = new() { Metric = TrainingMetric.Accuracy } })
            .WithMessage("EarlyStopping.Metric is Accuracy; expected one of Loss, ValidationLoss, MeanAbsoluteError, RSquared, ValidationMeanAbsoluteError, ValidationRSquared, which Regression has with the loss squared_error.*");
    }

    [Theory]
    [InlineData(0.04, 0)]
    [InlineData(0.96, 10)]
    public void AFractionMustLeaveARowOnEachSide(double fraction, int taken) =>
        Refuse(Rows.Classifier(), Data, new() { ValidationFraction = fraction })
            .WithMessage($"ValidationFraction is {fraction}, which takes {taken} of 10 rows; expected a fraction that leaves a row on each side.*");

    [Fact]
    public void EachSideNeedsARowWithAWeight()
    {
        var none = Rows.Classes(6, weight: _ => 0);

        Refuse(Rows.Classifier(), none).WithMessage("All 6 training rows have weight 0; expected one with a weight above 0.*");
        Refuse(Rows.Classifier(), Data, validation: none).WithMessage("All 6 validation rows have weight 0;*");
    }

    [Fact]
    public void ASplitThatLeavesASideWithoutWeightIsRefused()
    {
        // One row alone has a weight, so one of the two sides has none.
        var data = Rows.Classes(6, weight: row => row == 3 ? 1 : 0);

        Refuse(Rows.Classifier(), data, new() { ValidationFraction = 0.5 }).WithMessage("All 3 * rows have weight 0;*");
    }

    [Fact]
    public void MissingArgumentsAreRefused()
    {
        Refuse(null!, Data);
        Refuse(Rows.Classifier(), null!);
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refuse(
        NetworkDescription network, TrainingData data, TrainingOptions? options = null, TrainingData? validation = null)
    {
        Action train = () => NetworkTrainer.Train(network, data, options, validation);
        return train.Should().Throw<ArgumentException>();
    }
}
