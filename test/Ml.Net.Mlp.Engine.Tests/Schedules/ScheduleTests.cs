namespace Ml.Net.Mlp.Engine.Tests;

public sealed class ScheduleTests
{
    private static readonly TrainingData Data = Rows.Classes(20);

    public static TheoryData<string> Texts => [.. LearningRateSchedule.All.Select(schedule => schedule.ToString()), "warmup(2.5, 0.5) then plateau(0.5, 3, 0, 1, 0.25) on accuracy"];

    public static TheoryData<string, Action, string> Refused => new()
    {
        { "factor", () => LearningRateSchedule.Step(0), "factor is out of range; expected a finite number above 0.*" },
        { "epochs", () => LearningRateSchedule.Step(0.5f, 0), "epochs is out of range; expected a whole number, 1 or more.*" },
        { "epochs", () => LearningRateSchedule.Parse("step(0.5, 1.5)"), "epochs is out of range; expected a whole number, 1 or more.*" },
        { "factor", () => LearningRateSchedule.Exponential(float.NaN), "factor is out of range; expected a finite number above 0.*" },
        { "power", () => LearningRateSchedule.Polynomial(0), "power is out of range; expected a finite number above 0.*" },
        { "end", () => LearningRateSchedule.Polynomial(1, 1.5f), "end is out of range; expected 0 <= end <= 1.*" },
        { "decay", () => LearningRateSchedule.InverseTime(-1), "decay is out of range; expected a finite number above 0.*" },
        { "power", () => LearningRateSchedule.InverseTime(1, 0), "power is out of range; expected a finite number above 0.*" },
        { "end", () => LearningRateSchedule.Cosine(-0.1f), "end is out of range; expected 0 <= end <= 1.*" },
        { "epochs", () => LearningRateSchedule.CosineRestarts(0), "epochs is out of range; expected a whole number, 1 or more.*" },
        { "growth", () => LearningRateSchedule.CosineRestarts(1, 0.5f), "growth is out of range; expected a finite number, 1 or more.*" },
        { "end", () => LearningRateSchedule.CosineRestarts(1, 1, 2), "end is out of range; expected 0 <= end <= 1.*" },
        { "flat", () => LearningRateSchedule.FlatCosine(1), "flat is out of range; expected 0 <= flat < 1.*" },
        { "cycles", () => LearningRateSchedule.CosLog(0), "cycles is out of range; expected a whole number, 1 or more.*" },
        { "cycles", () => LearningRateSchedule.CosLog(31), "cycles is out of range; expected a whole number, 1 to 30.*" },
        { "rise", () => LearningRateSchedule.OneCycle(0), "rise is out of range; expected 0 < rise < 1.*" },
        { "startDivisor", () => LearningRateSchedule.OneCycle(0.3f, 0.5f), "startDivisor is out of range; expected a finite number, 1 or more.*" },
        { "endDivisor", () => LearningRateSchedule.OneCycle(0.3f, 25, float.PositiveInfinity), "endDivisor is out of range; expected a finite number, 1 or more.*" },
        { "factor", () => LearningRateSchedule.Plateau(1), "factor is out of range; expected 0 < factor < 1.*" },
        { "patience", () => LearningRateSchedule.Plateau(patience: -1), "patience is out of range; expected a whole number, 0 or more.*" },
        { "minimumChange", () => LearningRateSchedule.Plateau(minimumChange: float.NaN), "minimumChange is out of range; expected a finite number, 0 or more.*" },
        { "cooldown", () => LearningRateSchedule.Plateau(cooldown: -1), "cooldown is out of range; expected a whole number, 0 or more.*" },
        { "metric", () => LearningRateSchedule.Plateau(metric: (TrainingMetric)99), "metric is 99; expected Loss, Accuracy,*" },
        { "end", () => LearningRateSchedule.Plateau(end: 2), "end is out of range; expected 0 <= end <= 1.*" },
        { "epochs", () => LearningRateSchedule.Constant.AfterWarmUp(0), "epochs is out of range; expected a finite number above 0.*" },
        { "start", () => LearningRateSchedule.Constant.AfterWarmUp(1, 2), "start is out of range; expected 0 <= start <= 1.*" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TheTextOfAScheduleIsReadBack(string text)
    {
        var schedule = LearningRateSchedule.Parse(text.ToUpperInvariant());

        schedule.ToString().Should().BeEquivalentTo(text);
        schedule.Should().Be(LearningRateSchedule.Parse(text));
        schedule.Arguments.Count.Should().Be(schedule.With([.. schedule.Arguments]).Arguments.Count);
    }

    [Fact]
    public void SchedulesOfOtherNumbersMetricsOrSuccessorsDiffer()
    {
        LearningRateSchedule.Cosine().Should().NotBe(LearningRateSchedule.Cosine(0.1f));
        LearningRateSchedule.Plateau().Should().NotBe(LearningRateSchedule.Plateau(metric: TrainingMetric.Loss));
        LearningRateSchedule.Cosine().AfterWarmUp().Should().NotBe(LearningRateSchedule.Constant.AfterWarmUp());
        LearningRateSchedule.Cosine().AfterWarmUp().Should().Be(LearningRateSchedule.Cosine().AfterWarmUp());
    }

    [Theory]
    [InlineData("linear", "There is no learning-rate schedule 'linear'; expected one of constant, step,*")]
    [InlineData("cosine(1, 2)", "The learning-rate schedule 'cosine(1, 2)' can't be read; expected numbers as in 'cosine(0)'.*")]
    [InlineData("cosine on loss", "The learning-rate schedule 'cosine on loss' can't be read; expected a plateau before 'on',*")]
    [InlineData("plateau on 77", "The learning-rate schedule 'plateau on 77' can't be read; expected a plateau before 'on', and behind it one of Loss,*")]
    [InlineData("cosine then constant", "The learning-rate schedule 'cosine then constant' can't be read; expected a warmup before 'then'.*")]
    public void ATextThatIsNoScheduleIsRefused(string text, string message)
    {
        Action parse = () => LearningRateSchedule.Parse(text);

        parse.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void ANumberOutOfRangeIsNamed(string name, Action make, string message) =>
        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).Which.ParamName.Should().Be(name);

    [Theory]
    [InlineData("warmup(2, 0)")]
    [InlineData("coslog(4)")]
    public void AScheduleThatRisesByItselfTakesNoWarmUp(string text)
    {
        Action make = () => LearningRateSchedule.Parse(text).AfterWarmUp();

        make.Should().Throw<InvalidOperationException>().WithMessage("The learning-rate schedule '*' rises from a small rate by itself;*");
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(6, 2, 3)]
    public void AStepOutsideTheTrainingHasNoFactor(long step, long stepsPerEpoch, int epochs)
    {
        var factor = () => LearningRateSchedule.Constant.FactorAt(step, stepsPerEpoch, epochs);

        factor.Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>A math library of the system may not have a say in the bits.</summary>
    [Fact]
    public void FactorsAreTheSameOnEveryMachine()
    {
        var bits = LearningRateSchedule.All.SelectMany(schedule => Enumerable.Range(0, 70)
            .Select(step => BitConverter.DoubleToUInt64Bits(schedule.FactorAt(step, 7, 10))));

        bits.Aggregate(17UL, (hash, value) => unchecked((hash ^ value) * 0x9E3779B97F4A7C15) >> 1).Should().Be(6882521239499196107UL);
    }

    [Fact]
    public void AOneCycleOfFewStepsEndsLow()
    {
        for (var steps = 1; steps < 8; steps++)
        {
            var factors = Enumerable.Range(0, steps).Select(step => LearningRateSchedule.OneCycle().FactorAt(step, 1, steps)).ToArray();

            factors.Should().OnlyContain(factor => factor > 0 && factor <= 1);
            (steps == 1 || factors[^1] < 1e-5).Should().BeTrue();
        }
    }

    [Fact]
    public void TheHistoryHasTheRateOfEachEpochsLastStep()
    {
        var schedule = LearningRateSchedule.Cosine();
        var history = Train(new() { LearningRate = 0.5f, Epochs = 4, BatchSize = 7, LearningRateSchedule = schedule }).History;

        history.Select(epoch => epoch.LearningRate).Should().Equal(
            Enumerable.Range(1, 4).Select(epoch => (float)(0.5 * schedule.FactorAt((3 * epoch) - 1, 3, 4))));
        Train(new() { LearningRate = 0.5f, Epochs = 2 }).History.Select(epoch => epoch.LearningRate).Should().Equal(0.5f, 0.5f);
    }

    [Fact]
    public void ConstantIsAsNone() => Train(new() { Epochs = 3, LearningRateSchedule = LearningRateSchedule.Constant }).Bytes()
        .Should().Equal(Train(new() { Epochs = 3 }).Bytes());

    [Fact]
    public void AStepThatDividesTheRateIsATrainingThatGoesOnWithLess()
    {
        var whole = Train(new() { Epochs = 4, LearningRateSchedule = LearningRateSchedule.Step(0.5f, 2) });
        var half = Train(new() { Epochs = 4, LearningRateSchedule = LearningRateSchedule.Step(0.5f, 100) });

        whole.History.WithoutTimes()[..2].Should().Equal(half.History.WithoutTimes()[..2]);
        whole.History[2].LearningRate.Should().Be(0.0005f);
        whole.History[2].Should().NotBe(half.History[2]);
    }

    [Fact]
    public void APlateauWatchesTheValidationLossWhereThereIsOne()
    {
        // Without patience every epoch that is no better than the best before it lowers the rate for the next one.
        var options = new TrainingOptions
        {
            Epochs = 30,
            LearningRate = 0.1f,
            ValidationFraction = 0.4,
            LearningRateSchedule = LearningRateSchedule.Plateau(0.5f, patience: 0, minimumChange: 0),
        };
        var history = Train(options).History;

        var (rate, best) = (0.1f, double.PositiveInfinity);
        foreach (var epoch in history)
        {
            epoch.LearningRate.Should().BeApproximately(rate, 1e-6f);
            rate *= epoch.ValidationLoss < best ? 1 : 0.5f;
            best = Math.Min(best, epoch.ValidationLoss!.Value);
        }

        rate.Should().BeLessThan(0.1f);
    }

    [Fact]
    public void APlateauNeedsTheRowsThatItsMetricSpeaksOf()
    {
        Action validation = () => Train(new() { LearningRateSchedule = LearningRateSchedule.Plateau(metric: TrainingMetric.ValidationLoss).AfterWarmUp() });
        Action accuracy = () => NetworkTrainer.Train(
            Rows.Linear, Rows.Line((1, 2)), new() { Loss = Loss.SquaredError, LearningRateSchedule = LearningRateSchedule.Plateau(metric: TrainingMetric.Accuracy) });

        validation.Should().Throw<ArgumentException>()
            .WithMessage("LearningRateSchedule.Metric is ValidationLoss; expected validation data or a ValidationFraction above 0,*");
        accuracy.Should().Throw<ArgumentException>().WithMessage("LearningRateSchedule.Metric is Accuracy; expected*");
    }

    private static Network Train(TrainingOptions options) => NetworkTrainer.Train(Rows.Classifier(0.1f), Data, options);
}
