using System.Text.Json;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Schedules against PyTorch's, or their formula; see make_schedules.py.</summary>
public sealed class ScheduleGoldenTests
{
    private static readonly ScheduleGolden Golden =
        JsonSerializer.Deserialize<ScheduleGolden>(ScheduleNumbers.Json, JsonSerializerOptions.Web)!;

    public static TheoryData<int> Factors => [.. Enumerable.Range(0, Golden.Factors.Length)];

    public static TheoryData<int> Plateaus => [.. Enumerable.Range(0, Golden.Plateaus.Length)];

    public static TheoryData<int> Trainings => [.. Enumerable.Range(0, Golden.Trainings.Length)];

    [Theory]
    [MemberData(nameof(Factors))]
    public void EveryStepHasTheFactorOfTheOther(int index)
    {
        var golden = Golden.Factors[index];
        var schedule = LearningRateSchedule.Parse(golden.Schedule);

        var factors = Enumerable.Range(0, golden.Factors.Length)
            .Select(step => schedule.FactorAt(step, golden.StepsPerEpoch, golden.Epochs)).ToArray();

        factors.Should().HaveCount(golden.StepsPerEpoch * golden.Epochs);
        factors.Zip(golden.Factors, (actual, expected) => Math.Abs(actual - expected)).Max()
            .Should().BeLessThan(1e-14, "{0} gave {1}", golden.Schedule, string.Join(" ", factors));
    }

    [Theory]
    [MemberData(nameof(Plateaus))]
    public void APlateauIsCountedAsPyTorchDoes(int index)
    {
        var golden = Golden.Plateaus[index];
        var rates = new LearningRates(1, LearningRateSchedule.Parse(golden.Schedule), stepsPerEpoch: 3, golden.Losses.Length);

        for (var epoch = 0; epoch < golden.Losses.Length; epoch++)
        {
            rates.At(3 * epoch).Should().BeApproximately((float)golden.Factors[epoch], 1e-7f, "of epoch {0}", epoch + 1);
            rates.EndEpoch(new EpochResult(epoch + 1, golden.Losses[epoch], null, null, null, 0, 0));
        }
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void TenStepsWithAChangingRateEqualPyTorch(int index)
    {
        var golden = Golden.Trainings[index];
        var network = NetworkDescription.MultilayerPerceptron(2, [3], 1, Activation.Identity, Activation.Tanh);
        var engine = new EngineProbe(network, TrainingData.FromTargets(golden.Features, 2, golden.Targets, 1), Loss.SquaredError, golden.Start);
        var update = engine.CreateParameterUpdate(new() { Optimizer = Optimizer.Parse(golden.Optimizer) });
        var rates = new LearningRates(golden.Rate, LearningRateSchedule.Parse(golden.Schedule), stepsPerEpoch: 1, epochs: 10);

        for (var step = 0; step < 10; step++)
        {
            engine.ComputeGradient();
            update.Run(step + 1, rates.At(step));
        }

        var parameters = engine.Unpack(engine.Parameters).SelectMany(values => values).ToArray();
        parameters.Should().HaveSameCount(golden.Parameters);
        parameters.Zip(golden.Parameters, (actual, expected) => Math.Abs(actual - expected)).Max().Should().BeLessThan(2e-6);
    }

    [Fact]
    public void EveryScheduleIsCompared()
    {
        var compared = Golden.Factors.Select(c => c.Schedule).Concat(Golden.Plateaus.Select(c => c.Schedule)).Append("constant")
            .Select(text => LearningRateSchedule.Parse(text).Name).Distinct();

        compared.Should().BeEquivalentTo(LearningRateSchedule.All.Select(schedule => schedule.Name));
    }
}
