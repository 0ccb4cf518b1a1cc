namespace Ml.Net.Mlp.Engine.Tests;

public sealed class TrainingHistoryTests
{
    private static readonly TrainingData Data = Rows.Classes(50);

    [Fact]
    public void TheFirstEpochOfOneBatchHasTheLossOfTheInitialNetwork()
    {
        var initial = Train(1e-30f, epochs: 1);
        var trained = Train(0.5f, epochs: 3);

        trained.History[0].Loss.Should().BeApproximately(initial.CrossEntropy(Data), 1e-6);
        trained.History[0].Accuracy.Should().BeApproximately(initial.Accuracy(Data), 1e-12);
        trained.History[0].ValidationLoss.Should().BeApproximately(Train(0.5f, epochs: 1).CrossEntropy(Data), 1e-6);
    }

    [Fact]
    public void EachLossIsThatBeforeTheEpochAndEachValidationLossThatAfterIt()
    {
        var whole = Train(0.5f, epochs: 6);
        for (var epochs = 1; epochs < 6; epochs++)
        {
            var network = Train(0.5f, epochs);

            network.History.WithoutTimes().Should().Equal(whole.History.WithoutTimes()[..epochs]);
            whole.History[epochs].Loss.Should().BeApproximately(network.CrossEntropy(Data), 1e-6);
            whole.History[epochs].Accuracy.Should().BeApproximately(network.Accuracy(Data), 1e-12);
            whole.History[epochs - 1].ValidationLoss.Should().BeApproximately(network.CrossEntropy(Data), 1e-6);
            whole.History[epochs - 1].ValidationAccuracy.Should().BeApproximately(network.Accuracy(Data), 1e-12);
        }
    }

    [Fact]
    public void StepsFollowTheFormulaOverWholeAndPartialBatches()
    {
        // Five rows in batches of two leave a batch of one.
        (float Feature, float Target)[] rows = [(1, 2), (-1, 0.5f), (0.5f, 1), (2, -1), (-0.5f, 3)];
        var network = TrainLine(rows, 0.1f, epochs: 4);
        double weight = TrainLine(rows, 1e-30f, epochs: 1).GetWeights(0)[0];
        var bias = 0.0;
        for (var epoch = 0; epoch < 4; epoch++)
        {
            var loss = 0.0;
            foreach (var batch in rows.Chunk(2))
            {
                var errors = batch.Select(row => (weight * row.Feature) + bias - row.Target).ToArray();
                loss += errors.Sum(error => error * error / 2);
                weight -= 0.1 * batch.Zip(errors, (row, error) => error * row.Feature).Average();
                bias -= 0.1 * errors.Average();
            }

            network.History[epoch].Loss.Should().BeApproximately(loss / rows.Length, 1e-5);
        }

        network.GetWeights(0)[0].Should().BeApproximately((float)weight, 1e-5f);
        network.GetBias(0)[0].Should().BeApproximately((float)bias, 1e-5f);
    }

    [Fact]
    public void ABatchLargerThanTheDataIsTheWholeData()
    {
        Train(0.5f, epochs: 3, batchSize: 50).Bytes().Should().Equal(Train(0.5f, epochs: 3, batchSize: 51).Bytes());
        Train(0.5f, epochs: 3, batchSize: 50).Bytes().Should().Equal(Train(0.5f, epochs: 3, batchSize: int.MaxValue).Bytes());
        Train(0.5f, epochs: 3, batchSize: 50).Bytes().Should().NotEqual(Train(0.5f, epochs: 3, batchSize: 49).Bytes());
    }

    [Fact]
    public void EpochsAreNumberedAndTimed()
    {
        var history = Train(0.1f, epochs: 3).History;

        history.Select(e => e.Epoch).Should().Equal(1, 2, 3);
        history.Should().AllSatisfy(e =>
        {
            e.Seconds.Should().BePositive();
            e.RowsPerSecond.Should().BePositive();
        });
        (history.Count, history.BestEpoch, history.StopReason).Should().Be((3, 3, StopReason.Completed));
        history.Epochs.Should().Equal(history);
    }

    private static Network Train(float learningRate, int epochs, int batchSize = 50) => NetworkTrainer.Train(
        Rows.Classifier(),
        Data,
        new() { Optimizer = Optimizer.Sgd(), LearningRate = learningRate, Epochs = epochs, BatchSize = batchSize, Shuffle = false, Seed = 3 },
        Data);

    private static Network TrainLine((float, float)[] rows, float learningRate, int epochs) => NetworkTrainer.Train(
        Rows.Linear,
        Rows.Line(rows),
        new() { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd(), LearningRate = learningRate, Epochs = epochs, BatchSize = 2, Shuffle = false });
}
