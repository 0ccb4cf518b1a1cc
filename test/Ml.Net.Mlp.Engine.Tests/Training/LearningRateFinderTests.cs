namespace Ml.Net.Mlp.Engine.Tests;

public sealed class LearningRateFinderTests
{
    private static readonly TrainingData Data = Rows.Classes(60);

    public static TheoryData<string, Action, string> OutOfRange => new()
    {
        { "from", () => Run(from: 0), "from is 0; expected a finite number above 0.*" },
        { "from", () => Run(from: float.NaN), "from is NaN; expected a finite number above 0.*" },
        { "to", () => Run(from: 1, to: 1), "to is 1; expected a finite number above 1, the first rate.*" },
        { "to", () => Run(to: float.PositiveInfinity), "to is *; expected a finite number above 1E-07, the first rate.*" },
        { "steps", () => Run(steps: 1), "steps is 1; expected 2 or more.*" },
    };

    [Fact]
    public void RatesRiseByTheSameFactorFromTheFirstToTheLast()
    {
        var rates = Run(from: 1e-6f, to: 1e-2f, steps: 41).Points.Select(point => point.Rate).ToArray();

        rates.Should().HaveCount(41);
        (rates[0], rates[^1]).Should().Be((1e-6f, 1e-2f));
        rates.Zip(rates.Skip(1), (a, b) => b / a).Should().OnlyContain(factor => Math.Abs(factor - Math.Pow(10, 0.1)) < 1e-5);
    }

    /// <summary>One row and no bias to speak of: the loss and its steps are computed by hand.</summary>
    [Fact]
    public void LossesAreThoseOfATrainingWithTheseRates()
    {
        var options = new TrainingOptions { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd() };
        var line = Rows.Line((2, 3));
        var curve = LearningRateFinder.Run(Rows.Linear, line, options, 1e-3f, 10, 31);

        double weight = NetworkTrainer.Train(Rows.Linear, line, new() { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd(), LearningRate = 1e-30f, Epochs = 1 }).GetWeights(0)[0];
        const double gain = 1 / (0.05 * 31);
        var (bias, average, normal) = (0.0, 0.0, 0.0);
        foreach (var point in curve.Points)
        {
            var error = (2 * weight) + bias - 3;
            var loss = error * error / 2;
            average = ((1 - gain) * average) + (gain * loss);
            normal = ((1 - gain) * normal) + gain;
            point.Loss.Should().BeApproximately(loss, 1e-4 * (1 + loss));
            point.SmoothedLoss.Should().BeApproximately(average / normal, 1e-4 * (1 + loss));
            weight -= point.Rate * error * 2;
            bias -= point.Rate * error;
        }

        // The curvature is 2² + 1 = 5: above 2/5 a step makes the loss larger.
        curve.HasDiverged.Should().BeTrue();
        curve.Points.Should().HaveCountLessThan(31);
        curve.Points[^1].Rate.Should().BeGreaterThan(0.4f);
    }

    [Fact]
    public void TheSuggestionIsATenthOfTheRateWithTheSmallestLoss()
    {
        var curve = Run(steps: 200);

        var least = curve.Points.MinBy(point => point.SmoothedLoss);
        curve.Suggestion.Should().Be(least.Rate / 10);
        curve.Suggestion.Should().BeInRange(1e-4f, 1);
        curve.HasDiverged.Should().BeTrue();
        var falls = curve.Points.Zip(curve.Points.Skip(1), (a, b) => (Fall: a.SmoothedLoss - b.SmoothedLoss, b.Rate)).Where(fall => fall.Rate <= least.Rate);
        curve.Steepest.Should().Be(falls.MaxBy(fall => fall.Fall).Rate);
    }

    [Fact]
    public void WhereTheLossNeverFallsNothingIsSuggested()
    {
        var line = Rows.Line((1, 2));
        var options = new TrainingOptions { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd() };
        var curve = LearningRateFinder.Run(Rows.Linear, line, options, 3, 10, 5);

        (curve.Suggestion, curve.Steepest, curve.HasDiverged).Should().Be((null, null, true));
    }

    [Fact]
    public void ALossThatIsNoNumberEndsIt()
    {
        var losses = new Queue<double>([3, 2, double.NaN, 1]);
        var options = new TrainingOptions { Loss = new ObservedLoss(_ => losses.Dequeue()), NumberOfThreads = 1 };
        var curve = LearningRateFinder.Run(Rows.Linear, Rows.Line((1, 2)), options, steps: 4);

        curve.Points.Select(point => point.Loss).Should().Equal(3, 2);
        curve.HasDiverged.Should().BeTrue();
    }

    [Fact]
    public void ItIsTheSameOnAnyNumberOfThreadsAndDependsOnTheSeed()
    {
        Run(threads: 3).Points.Should().Equal(Run(threads: 1).Points);
        Run(seed: 1).Points.Should().NotEqual(Run().Points);
    }

    [Fact]
    public void ItTakesSparseRowsAndAugmentations()
    {
        const int Inputs = 4_100;
        var network = NetworkDescription.MultilayerPerceptron(Inputs, [9], 3, Activation.Softmax);
        LearningRateCurve Find(bool sparse, params Augmentation[] augmentations) => LearningRateFinder.Run(
            network, WideRows.Classes(60, Inputs, sparse), new() { Augmentations = augmentations }, steps: 20);

        Find(sparse: true).Points.Should().Equal(Find(sparse: false).Points);
        Find(sparse: false, new GaussianNoise(0.5f)).Points.Should().NotEqual(Find(sparse: false).Points);
    }

    [Fact]
    public void ItLeavesNothingBehind()
    {
        using var place = new FilePlace();
        var options = new TrainingOptions
        {
            Epochs = 2,
            ValidationFraction = 0.3,
            CsvLog = place["log.csv"],
            Checkpoint = new() { Path = place["c"] },
            EpochEnd = _ => throw new InvalidOperationException("There are no epochs."),
            EarlyStopping = new() { Metric = TrainingMetric.ValidationAccuracy },
            LearningRateSchedule = LearningRateSchedule.Plateau(),
        };
        LearningRateFinder.Run(Rows.Classifier(), Data, options);

        place.Names.Should().BeEmpty();
    }

    [Fact]
    public void WhatATrainingRefusesItDoesToo()
    {
        Action rows = () => LearningRateFinder.Run(Rows.Linear, Data);
        Action lbfgs = () => LearningRateFinder.Run(Rows.Classifier(), Data, new() { Optimizer = Optimizer.Lbfgs() });
        Action cancelled = () => LearningRateFinder.Run(Rows.Classifier(), Data, new() { CancellationToken = new CancellationToken(true) });

        rows.Should().Throw<ArgumentException>().WithMessage("training data is 4 features a row; expected 1,*");
        lbfgs.Should().Throw<ArgumentException>().WithMessage("The optimizer is lbfgs(10); expected one that goes by mini-batches.*");
        cancelled.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void AValueOutOfRangeIsNamed(string name, Action run, string message) =>
        run.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).Which.ParamName.Should().Be(name);

    private static LearningRateCurve Run(float from = 1e-7f, float to = 10, int steps = 100, int? threads = null, int seed = 0) =>
        LearningRateFinder.Run(Rows.Classifier(0.1f), Data, new() { BatchSize = 16, Seed = seed, NumberOfThreads = threads }, from, to, steps);
}
