namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Probabilities that fit the validation rows.</summary>
public class TemperatureTests
{
    private static readonly TrainingData Noisy = MakeNoisy(seed: 1);
    private static readonly TrainingData Validation = MakeNoisy(seed: 2);

    [Theory]
    [InlineData("2-64:relu-3:softmax")]
    [InlineData("2-64:relu-1:sigmoid")]
    public void An_overfitted_network_becomes_less_sure_and_its_validation_loss_the_least_of_all_temperatures(string layers)
    {
        var description = TestNetworks.Parse(layers);
        var (plain, calibrated) = (Train(description, false), Train(description, true));

        var temperature = calibrated.History.Temperature!.Value;
        temperature.Should().BeGreaterThan(1.1);
        plain.History.Temperature.Should().BeNull();

        var loss = LogLoss(plain, temperature);
        LogLoss(calibrated, 1).Should().BeApproximately(loss, 1e-5);
        foreach (var other in new[] { 0.5, 0.9, 0.98, 1.02, 1.1, 2 })
        {
            LogLoss(plain, temperature * other).Should().BeGreaterThan(loss);
        }
    }

    [Fact]
    public void The_last_layer_is_divided_and_nothing_else()
    {
        var description = TestNetworks.Parse("2-64:relu-3:softmax");
        var (plain, calibrated) = (Train(description, false), Train(description, true));

        calibrated.GetWeights(0).Should().Equal(plain.GetWeights(0));
        var scale = (float)(1 / calibrated.History.Temperature!.Value);
        calibrated.GetWeights(1).Should().Equal(plain.GetWeights(1).Select(weight => weight * scale));
        calibrated.GetBias(1).Should().Equal(plain.GetBias(1).Select(bias => bias * scale));
    }

    [Fact]
    public void It_is_saved_with_the_network()
    {
        var network = Train(TestNetworks.Parse("2-64:relu-3:softmax"), true);
        using var stream = new MemoryStream();
        network.Save(stream);
        stream.Position = 0;

        Network.Load(stream).History.Temperature.Should().Be(network.History.Temperature);
    }

    [Fact]
    public void Without_validation_rows_or_probabilities_it_is_refused()
    {
        FluentActions.Invoking(() => NetworkTrainer.Train(TestNetworks.Parse("2-3:softmax"), Noisy, new TrainingOptions { CalibrateTemperature = true }))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("CalibrateTemperature is True; expected false, or validation data*");
        var targets = TrainingData.FromTargets([0f, 1, 2, 3], 1, [0f, 1, 2, 3], 1);
        FluentActions.Invoking(() => NetworkTrainer.Train(TestNetworks.Parse("1-1:identity"), targets,
                new TrainingOptions { CalibrateTemperature = true, Loss = Loss.SquaredError }, targets))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("CalibrateTemperature is True; expected false, because the output activation is identity*");
    }

    private static Network Train(NetworkDescription description, bool calibrate)
    {
        var binary = description.Outputs == 1;
        return NetworkTrainer.Train(description, binary ? Binary(Noisy) : Noisy, new TrainingOptions
        {
            Loss = binary ? Loss.BinaryCrossEntropy : Loss.CategoricalCrossEntropy,
            LearningRate = 0.02f, Epochs = 60, EarlyStopping = EarlyStopping.None, Seed = 1, CalibrateTemperature = calibrate, NumberOfThreads = 1,
        }, binary ? Binary(Validation) : Validation);
    }

    /// <summary>Mean log-loss of the validation rows, in double precision, with the logits divided by a temperature.</summary>
    private static double LogLoss(Network network, double temperature)
    {
        var logits = network.WithoutOutputActivation();
        var row = new float[network.Description.Outputs];
        var sum = 0.0;
        for (var i = 0; i < Validation.Count; i++)
        {
            logits.Predict(Validation.Features(i), row);
            double[] z = [.. row.Length == 1 ? [0, row[0] / temperature] : row.Select(value => value / temperature)];
            var label = row.Length == 1 ? Math.Min(1, Validation.Class(i)) : Validation.Class(i);
            sum += Math.Log(z.Sum(Math.Exp)) - z[label];
        }

        return sum / Validation.Count;
    }

    private static TrainingData Binary(TrainingData data)
    {
        var builder = TrainingDataBuilder.ForBinary(data.Inputs);
        for (var row = 0; row < data.Count; row++)
        {
            builder.Add(data.Features(row), Math.Min(1, data.Class(row)));
        }

        return builder.Build();
    }

    private static TrainingData MakeNoisy(int seed)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForClasses(2, 3);
        for (var row = 0; row < 120; row++)
        {
            var (x, y) = (random.NextSingle(), random.NextSingle());
            builder.Add([x, y], random.Next(3) == 0 ? random.Next(3) : (int)(x * 3));
        }

        return builder.Build();
    }
}
