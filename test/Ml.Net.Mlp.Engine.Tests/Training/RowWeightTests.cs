namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What row weights mean: only their ratios count, and a row of weight n is n rows.</summary>
public sealed class RowWeightTests
{
    private static readonly (float, float)[] Points = [(1, 2), (-1, 0.5f), (0.5f, 1), (2, -1), (-0.5f, 3)];

    [Fact]
    public void AFactorOnAllWeightsChangesNothing()
    {
        float Weight(int row) => 0.25f + (row % 5);
        var once = Train(Rows.Classes(40, weight: Weight), batchSize: 7);

        Train(Rows.Classes(40, weight: row => 2 * Weight(row)), batchSize: 7).Bytes().Should().Equal(once.Bytes());
        Close(Train(Rows.Classes(40, weight: row => 3 * Weight(row)), batchSize: 7), once, 1e-4f);
        Close(Train(Rows.Classes(40, weight: row => 1e-30f * Weight(row)), batchSize: 7), once, 1e-4f);
    }

    [Fact]
    public void EqualWeightsAreAsNone() =>
        Train(Rows.Classes(40, weight: _ => 4), batchSize: 7).Bytes().Should().Equal(Train(Rows.Classes(40), batchSize: 7).Bytes());

    [Fact]
    public void ARowOfWeightZeroIsAsLeftOut()
    {
        var weighted = TrainLine(Rows.Line(Points, row => row == 2 ? 0 : 1));
        var without = TrainLine(Rows.Line([.. Points.Where((_, row) => row != 2)]));

        Close(weighted, without, 1e-5f);
        weighted.History.Select(e => e.Loss).Should().Equal(without.History.Select(e => e.Loss), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void ARowOfWeightTwoIsAsTwoRows()
    {
        var weighted = TrainLine(Rows.Line(Points, row => row == 3 ? 2 : 1));
        var twice = TrainLine(Rows.Line([.. Points, Points[3]]));

        Close(weighted, twice, 1e-5f);
        weighted.History.Select(e => e.Loss).Should().Equal(twice.History.Select(e => e.Loss), (a, b) => Math.Abs(a - b) < 1e-5);
        weighted.Parameters().Should().NotEqual(TrainLine(Rows.Line(Points)).Parameters());
    }

    [Fact]
    public void LossAndAccuracyAreWeightedMeans()
    {
        var data = Rows.Classes(40);
        var validation = Rows.Classes(30, seed: 3, weight: row => row % 4);
        var network = NetworkTrainer.Train(Rows.Classifier(), data, new() { Epochs = 2, LearningRate = 0.05f }, validation);
        var (hits, weights) = (0.0, 0.0);
        var outputs = new float[3];
        for (var row = 0; row < validation.Count; row++)
        {
            network.Predict(validation.Features(row), outputs);
            hits += Array.IndexOf(outputs, outputs.Max()) == validation.Class(row) ? validation.Weight(row) : 0;
            weights += validation.Weight(row);
        }

        network.History[^1].ValidationLoss.Should().BeApproximately(network.CrossEntropy(validation), 1e-6);
        network.History[^1].ValidationAccuracy.Should().BeApproximately(hits / weights, 1e-12);
    }

    private static Network Train(TrainingData data, int batchSize) => NetworkTrainer.Train(
        Rows.Classifier(), data, new() { Epochs = 3, BatchSize = batchSize, Optimizer = Optimizer.Sgd(0.5f), LearningRate = 0.1f });

    private static Network TrainLine(TrainingData data) => NetworkTrainer.Train(Rows.Linear, data, new()
    {
        Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd(), LearningRate = 0.1f, Epochs = 10,
    });

    private static void Close(Network actual, Network expected, float tolerance) =>
        actual.Parameters().Should().Equal(expected.Parameters(), (a, b) => Math.Abs(a - b) <= tolerance);
}
