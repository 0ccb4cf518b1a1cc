namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Targets that are standardized for the training, and a network that yields them as they were.</summary>
public sealed class StandardizationTests
{
    private static readonly NetworkDescription Network =
        NetworkDescription.MultilayerPerceptron(2, [9], 2, Activation.Identity, Activation.Tanh);

    [Fact]
    public void ShiftedAndScaledTargetsGiveShiftedAndScaledOutputs()
    {
        var once = Outputs(Train(Data(60, y => y)));
        var scaled = Outputs(Train(Data(60, y => (1000 * y) + 5)));
        var tiny = Outputs(Train(Data(60, y => 1e-20f * y)));

        scaled.Should().Equal(once.Select(y => (1000 * y) + 5), (a, b) => Math.Abs(a - b) < 0.05);
        tiny.Should().Equal(once.Select(y => 1e-20f * y), (a, b) => Math.Abs(a - b) < 1e-24);
    }

    [Fact]
    public void TheTrainingIsThatOnTargetsStandardizedBefore()
    {
        float[] targets = [.. Enumerable.Range(0, 60).Select(row => 250_000 + (30_000 * MathF.Sin(row)))];
        var mean = targets.Average(target => (double)target);
        var deviation = Math.Sqrt(targets.Average(target => (target - mean) * (target - mean)));
        var network = NetworkDescription.MultilayerPerceptron(1, [8], 1, Activation.Identity);
        Network TrainOn(IEnumerable<float> values, bool standardize) => NetworkTrainer.Train(
            network,
            Rows.Line([.. values.Select((value, row) => ((row / 30f) - 1, value))]),
            new() { Loss = Loss.SquaredError, StandardizeTargets = standardize, Epochs = 20, LearningRate = 0.02f });

        var here = TrainOn(targets, standardize: true);
        var before = TrainOn(targets.Select(target => (float)((target - mean) / deviation)), standardize: false);

        here.History.Select(e => e.Loss).Should().Equal(before.History.Select(e => e.Loss), (a, b) => Math.Abs(a - b) < 1e-5);
        here.GetWeights(0).Should().Equal(before.GetWeights(0), (a, b) => Math.Abs(a - b) < 1e-4);
        ((double)Predict(here, 0.3f)).Should().BeApproximately((Predict(before, 0.3f) * deviation) + mean, 5);
    }

    [Fact]
    public void EachTargetHasAScaleOfItsOwn()
    {
        // Alone, the second target would be all that the loss sees.
        var network = Train(Data(300, y => y, y => (1e6f * y) - 3e6f), epochs: 60);

        var (first, second) = (0.0, 0.0);
        for (var row = 0; row < 300; row++)
        {
            var outputs = Predict(network, Features(row));
            first += Math.Abs(outputs[0] - Target(row, 0)) / 300;
            second += Math.Abs(outputs[1] - ((1e6 * Target(row, 1)) - 3e6)) / 300;
        }

        first.Should().BeLessThan(0.1);
        second.Should().BeLessThan(0.1e6);
    }

    [Fact]
    public void ATargetThatIsAlwaysTheSameIsYielded()
    {
        var network = Train(Data(60, _ => 12_345, y => y), epochs: 60);

        Predict(network, Features(3))[0].Should().BeApproximately(12_345, 1);
    }

    [Fact]
    public void RowsOfWeightZeroDoNotCount()
    {
        TrainingData Weighted(bool withOutlier)
        {
            var builder = TrainingDataBuilder.ForTargets(2, 2);
            for (var row = 0; row < 40; row++)
            {
                var isOutlier = row == 17;
                builder.Add(Features(row), isOutlier && withOutlier ? [1e9f, -1e9f] : [Target(row, 0), Target(row, 1)], isOutlier ? 0 : 2);
            }

            return builder.Build();
        }

        Outputs(Train(Weighted(withOutlier: true))).Should().Equal(Outputs(Train(Weighted(withOutlier: false))));
    }

    [Fact]
    public void ValidationRowsAreScaledAsTheTrainingRowsAreAndMeasureNothing()
    {
        var training = Data(60, y => 100 * y);
        var options = Options(epochs: 3);
        var one = NetworkTrainer.Train(Network, training, options, Data(30, y => 100 * y));
        var other = NetworkTrainer.Train(Network, training, options, Data(30, y => (700 * y) + 50));

        other.Parameters().Should().Equal(one.Parameters());
        other.History[^1].ValidationLoss.Should().NotBe(one.History[^1].ValidationLoss);
        var deviations = Enumerable.Range(0, 2).Select(j => Deviation(training, j)).ToArray();
        var expected = Enumerable.Range(0, 30).Average(row => Predict(one, Features(row))
            .Select((output, j) => 0.5 * Math.Pow((output - (100 * Target(row, j))) / deviations[j], 2)).Sum());
        one.History[^1].ValidationLoss.Should().BeApproximately(expected, 1e-4 * expected);
    }

    [Fact]
    public void TheBestEpochIsYieldedOnTheOldScaleToo()
    {
        var best = NetworkTrainer.Train(Network, Data(60, y => (1000 * y) + 5), new()
        {
            Loss = Loss.SquaredError, StandardizeTargets = true, Epochs = 40, LearningRate = 0.3f, ValidationFraction = 0.3,
            EarlyStopping = new() { Patience = 40 },
        });

        best.History.BestEpoch.Should().BeLessThan(40);
        Outputs(best).Average().Should().BeInRange(-2000, 2000).And.NotBeInRange(-2, 2);
    }

    [Theory]
    [InlineData("absolute_error")]
    [InlineData("absolute_percentage_error")]
    [InlineData("log_cosh")]
    [InlineData("huber(0.5)")]
    [InlineData("quantile(0.3)")]
    public void EveryLossThatAllowsItLearnsPrices(string loss)
    {
        var builder = TrainingDataBuilder.ForTargets(2, 1);
        for (var row = 0; row < 300; row++)
        {
            builder.Add(Features(row), [300_000 + (100_000 * Target(row, 0))]);
        }

        var network = NetworkTrainer.Train(NetworkDescription.MultilayerPerceptron(2, [9], 1, Activation.Identity, Activation.Tanh), builder.Build(), new()
        {
            Loss = Loss.Parse(loss), StandardizeTargets = true, Epochs = 60, LearningRate = 0.02f,
        });

        Enumerable.Range(0, 300).Average(row => Math.Abs((double)Predict(network, Features(row))[0] - 300_000 - (100_000 * Target(row, 0))))
            .Should().BeLessThan(12_000).And.BeApproximately(network.History[^1].MeanAbsoluteError!.Value, 4_000, "the history has it in the same units");
    }

    [Fact]
    public void ALossOfRatiosIsNotShifted()
    {
        var data = Data(60, y => 1000 * (y + 3));
        Network TrainOn(TrainingData rows, bool standardize) => NetworkTrainer.Train(Network, rows, new()
        {
            Loss = Loss.AbsolutePercentageError, StandardizeTargets = standardize, Epochs = 5, LearningRate = 0.02f, NumberOfThreads = 1,
        });
        var size = Enumerable.Range(0, 2).Select(j => Math.Sqrt(Enumerable.Range(0, 60).Average(row => Math.Pow(data.Targets(row)[j], 2)))).ToArray();
        var builder = TrainingDataBuilder.ForTargets(2, 2);
        for (var row = 0; row < 60; row++)
        {
            builder.Add(Features(row), [(float)(data.Targets(row)[0] / size[0]), (float)(data.Targets(row)[1] / size[1])]);
        }

        var here = TrainOn(data, standardize: true).History.Select(e => e.Loss);

        here.Should().Equal(TrainOn(builder.Build(), standardize: false).History.Select(e => e.Loss), (a, b) => Math.Abs(a - b) < 0.01);
    }

    [Fact]
    public void StreamedRowsAreStandardizedAsThoseInMemory()
    {
        GeneratedRows Source() => new(inputs: 2, classes: false) { Passes = [50] };
        Network Train(TrainingRows rows) => NetworkTrainer.Train(
            NetworkDescription.MultilayerPerceptron(2, [5], 1, Activation.Identity), rows,
            new() { Loss = Loss.SquaredError, StandardizeTargets = true, Epochs = 2, BatchSize = 8, Shuffle = false });
        var source = Source();

        var streamed = Train(source.Read(room: 20));

        streamed.Bytes().Should().Equal(Train(Source().InMemory()).Bytes());
        source.Opened.Should().Be(4, "one pass counts, one measures the targets, two train");
        source.Disposed.Should().Be(4);
    }

    [Fact]
    public void ThreadsDoNotChangeABit() =>
        Train(Data(300, y => (1000 * y) + 5), threads: 3).Bytes().Should().Equal(Train(Data(300, y => (1000 * y) + 5), threads: 1).Bytes());

    [Fact]
    public void TargetsThatMakeInfiniteWeightsAreRefused() =>
        FluentActions.Invoking(() => NetworkTrainer.Train(Rows.Linear, Rows.Line((-0.1f, -3e38f), (0.1f, 3e38f)), new()
        {
            Loss = Loss.SquaredError, StandardizeTargets = true, Optimizer = Optimizer.Sgd(), LearningRate = 10, Epochs = 30,
        })).Should().Throw<InvalidOperationException>()
            .WithMessage("Target 0 is too large for a network: its mean is 0 and its deviation 3*E+38. Scale it before the training.");

    [Fact]
    public void WhatCanNotBeStandardizedIsRefused()
    {
        void Refuses(NetworkDescription network, TrainingData data, Loss loss, string message) =>
            FluentActions.Invoking(() => NetworkTrainer.Train(network, data, new() { Loss = loss, StandardizeTargets = true }))
                .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*").Which.ParamName.Should().Be("StandardizeTargets");
        NetworkDescription WithOutput(Activation activation) => NetworkDescription.MultilayerPerceptron(2, [], 2, activation);

        Refuses(Rows.Classifier(), Rows.Classes(9), Loss.CategoricalCrossEntropy,
            "StandardizeTargets is True; expected false, because the rows have classes.");
        Refuses(WithOutput(Activation.Sigmoid), Data(9, _ => 1), Loss.BinaryCrossEntropy,
            "StandardizeTargets is True; expected false with the loss binary_crossentropy, or one of squared_error, absolute_error, absolute_percentage_error, log_cosh, huber, quantile.");
        Refuses(WithOutput(Activation.Tanh), Data(9, y => y), Loss.SquaredError,
            "StandardizeTargets is True; expected false with the output activation tanh, or the output activation identity.");
    }

    private static TrainingOptions Options(int epochs, int threads = 1) => new()
    {
        Loss = Loss.SquaredError, StandardizeTargets = true, Epochs = epochs, LearningRate = 0.02f, NumberOfThreads = threads,
    };

    private static Network Train(TrainingData data, int epochs = 10, int threads = 1) =>
        NetworkTrainer.Train(Network, data, Options(epochs, threads));

    private static TrainingData Data(int rows, Func<float, float> change, Func<float, float>? changeSecond = null)
    {
        var builder = TrainingDataBuilder.ForTargets(2, 2);
        for (var row = 0; row < rows; row++)
        {
            builder.Add(Features(row), [change(Target(row, 0)), (changeSecond ?? change)(Target(row, 1))]);
        }

        return builder.Build();
    }

    private static float[] Features(int row) => [MathF.Sin(row), MathF.Cos(row * 1.7f)];

    private static float Target(int row, int j) => j == 0 ? MathF.Sin(row) + (0.5f * MathF.Cos(row * 1.7f)) : MathF.Cos(row * 1.7f);

    private static double Deviation(TrainingData data, int j)
    {
        var values = Enumerable.Range(0, data.Count).Select(row => (double)data.Targets(row)[j]).ToArray();
        return Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
    }

    private static float[] Outputs(Network network) => [.. Enumerable.Range(0, 20).SelectMany(row => Predict(network, Features(row)))];

    private static float Predict(Network network, float feature) => Predict(network, [feature])[0];

    private static float[] Predict(Network network, float[] features)
    {
        var outputs = new float[network.Description.Outputs];
        network.Predict(features, outputs);
        return outputs;
    }
}
