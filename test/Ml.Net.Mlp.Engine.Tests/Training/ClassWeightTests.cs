namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What class weights mean: the rows of a class count so many times as much, and balanced classes count the same.</summary>
public sealed class ClassWeightTests
{
    private static readonly float[] Weights = [1, 4, 2];

    [Fact]
    public void AClassWeightIsTheWeightOfItsRows()
    {
        var plain = Rows.Classes(41);
        float Weight(int row) => 1 + (row % 2);

        Bytes(plain, Weights).Should().Equal(Bytes(Rows.Classes(41, weight: row => Weights[plain.Class(row)])));
        Bytes(Rows.Classes(41, weight: Weight), Weights)
            .Should().Equal(Bytes(Rows.Classes(41, weight: row => Weight(row) * Weights[plain.Class(row)])));
        Bytes(plain, Weights).Should().NotEqual(Bytes(plain));
    }

    [Fact]
    public void AFactorOnAllClassWeightsChangesNothing()
    {
        Bytes(Rows.Classes(41), [.. Weights.Select(weight => 8 * weight)]).Should().Equal(Bytes(Rows.Classes(41), Weights));
        Bytes(Rows.Classes(41), [2, 2, 2]).Should().Equal(Bytes(Rows.Classes(41)));
    }

    /// <summary>scikit-learn's compute_class_weight("balanced", ...) of 6, 3 and 1 rows: 10 / (3 · [6, 3, 1]).</summary>
    [Fact]
    public void BalancedClassesCountTheSameAndTheMeanIsOne()
    {
        var factors = new ClassWeighting(Given: null).Factors([6, 3, 1], rows: 10, "training");

        factors.Should().Equal([10 / 18.0, 10 / 9.0, 10 / 3.0], (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void AClassWithoutRowsDoesNotCountWhereClassesAreBalanced() =>
        new ClassWeighting(Given: null).Factors([6, 0, 3], rows: 9, "training").Should().Equal([0.75, 0, 1.5], (a, b) => Math.Abs(a - b) < 1e-15);

    [Fact]
    public void BalancedRowsAreCountedByTheirWeights() =>
        new ClassWeighting(Given: null).Factors([2, 8], rows: 5, "training").Should().Equal([1.25, 0.3125], (a, b) => Math.Abs(a - b) < 1e-15);

    [Fact]
    public void BalancingIsAsTheClassWeightsOfItsFormula()
    {
        var data = Rows.Classes(41);
        var counts = Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 41).Count(row => data.Class(row) == c)).ToArray();
        var balanced = Train(data, new() { BalanceClasses = true });

        balanced.Parameters().Should().Equal(
            Train(data, new() { ClassWeights = [.. counts.Select(count => 41f / (3 * count))] }).Parameters(), (a, b) => Math.Abs(a - b) < 1e-5);
        balanced.Parameters().Should().NotEqual(Train(data, new()).Parameters());
    }

    [Fact]
    public void AnUnbalancedBinaryTaskIsLearnedWhenBalanced()
    {
        // One row in ten is of class 1, and no feature tells it: the bias alone speaks for the larger class, unless both count the same.
        var data = TrainingData.FromBinary(new float[40], 1, [.. Enumerable.Range(0, 40).Select(row => row % 10 == 0)]);
        var network = NetworkDescription.MultilayerPerceptron(1, [], 1, Activation.Sigmoid);
        float Probability(bool balance)
        {
            var outputs = new float[1];
            NetworkTrainer.Train(network, data, new()
            {
                Loss = Loss.BinaryCrossEntropy, BatchSize = 40, Epochs = 200, Optimizer = Optimizer.Sgd(), LearningRate = 0.5f, BalanceClasses = balance,
            }).Predict([0], outputs);
            return outputs[0];
        }

        Probability(balance: false).Should().BeApproximately(0.1f, 0.01f);
        Probability(balance: true).Should().BeApproximately(0.5f, 0.01f);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 0.3)]
    [InlineData(true, 0.3)]
    public void StreamedRowsCountThemToo(bool balance, double fraction)
    {
        var source = new GeneratedRows(4, classes: true) { Passes = [50], Class = (row, _) => row % 7 % 3, Weight = row => 0.5f + (row % 3) };
        var network = NetworkDescription.MultilayerPerceptron(4, [7], GeneratedRows.Classes, Activation.Softmax, Activation.Tanh);
        var options = new TrainingOptions
        {
            Shuffle = false, Epochs = 3, ClassWeights = balance ? null : Weights, BalanceClasses = balance, ValidationFraction = fraction,
        };
        var streamed = NetworkTrainer.Train(network, source.Read(12), options);

        if (fraction == 0)
        {
            streamed.Bytes().Should().Equal(NetworkTrainer.Train(network, source.InMemory(), options).Bytes());
        }

        var plain = new TrainingOptions { Shuffle = false, Epochs = 3, ValidationFraction = fraction };
        streamed.Bytes().Should().NotEqual(NetworkTrainer.Train(network, source.Read(12), plain).Bytes());
        source.Disposed.Should().Be(source.Opened);
    }

    [Fact]
    public void TheTrainingLossIsTheirMeanAndTheValidationLossLeavesThemOut()
    {
        // A network that hardly learns: both losses are those of its initial weights.
        var data = Rows.Classes(40);
        var network = NetworkTrainer.Train(Rows.Classifier(), data, new()
        {
            Epochs = 1, Optimizer = Optimizer.Sgd(), LearningRate = 1e-30f, ClassWeights = Weights,
        }, data);

        network.History[0].Loss.Should().BeApproximately(network.CrossEntropy(Rows.Classes(40, weight: row => Weights[data.Class(row)])), 1e-6);
        network.History[0].ValidationLoss.Should().BeApproximately(network.CrossEntropy(data), 1e-6);
        network.History[0].Loss.Should().NotBeApproximately(network.History[0].ValidationLoss!.Value, 1e-3);
    }

    public static TheoryData<TrainingOptions, string> Wrong => new()
    {
        { new() { ClassWeights = [1, -1, 1] }, "ClassWeights[1] is -1; expected a finite number, 0 or more." },
        { new() { ClassWeights = [1, 1, float.NaN] }, "ClassWeights[2] is NaN; expected a finite number, 0 or more." },
        { new() { ClassWeights = [0, 0, 0] }, "ClassWeights is 0 for every class; expected a number above 0 for one." },
        { new() { ClassWeights = [1, 2] }, "ClassWeights is 2 numbers; expected 3, one for each class." },
        { new() { ClassWeights = [1, 1, 1], BalanceClasses = true }, "BalanceClasses is True; expected false, because ClassWeights are given." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongWeightsAreRefused(TrainingOptions options, string message) =>
        FluentActions.Invoking(() => NetworkTrainer.Train(Rows.Classifier(), Rows.Classes(10), options))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*");

    [Fact]
    public void WithoutClassesTheyAreRefused()
    {
        FluentActions.Invoking(() => NetworkTrainer.Train(Rows.Linear, Rows.Line((1, 2)), new() { Loss = Loss.SquaredError, ClassWeights = [1] }))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("ClassWeights is 1 numbers; expected null, because the rows have no classes.*");
        FluentActions.Invoking(() => NetworkTrainer.Train(Rows.Linear, Rows.Line((1, 2)), new() { Loss = Loss.SquaredError, BalanceClasses = true }))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("BalanceClasses is True; expected false, because the rows have no classes.*");
    }

    [Fact]
    public void WhereOnlyClassesOfWeightZeroHaveRowsThereIsNothingToLearn() =>
        FluentActions.Invoking(() => NetworkTrainer.Train(
            Rows.Classifier(), TrainingData.FromClasses(new float[8], 4, [0, 2], 3), new() { ClassWeights = [0, 1, 0] }))
            .Should().Throw<ArgumentException>().WithMessage("All 2 training rows have weight 0; expected one with a weight above 0.");

    private static byte[] Bytes(TrainingData data, float[]? weights = null) => Train(data, new() { ClassWeights = weights }).Bytes();

    private static Network Train(TrainingData data, TrainingOptions options) => NetworkTrainer.Train(Rows.Classifier(), data, new()
    {
        Epochs = 3, BatchSize = 7, Optimizer = Optimizer.Sgd(0.5f), LearningRate = 0.1f, ClassWeights = options.ClassWeights, BalanceClasses = options.BalanceClasses,
    });
}
