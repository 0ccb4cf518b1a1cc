namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Small problems whose outcome is known, from fixed seeds.</summary>
public class LearningTests
{
    private static readonly float[] XorFeatures = [0, 0, 0, 1, 1, 0, 1, 1];

    private static readonly TrainingData Xor = TrainingData.FromClasses(XorFeatures, 2, [0, 1, 1, 0], 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Eight_hidden_units_learn_XOR(int seed)
    {
        var trained = Train("2-8:tanh-2:softmax", Xor, Optimizer.Adam(), rate: 0.05f, epochs: 200, batchSize: 4, seed: seed);

        Accuracy(trained, Xor).Should().Be(1);
        trained.History[^1].Loss.Should().BeLessThan(0.05);
    }

    [Fact]
    public void Two_hidden_units_learn_XOR_as_numbers()
    {
        var data = TrainingData.FromTargets(XorFeatures, 2, [-1f, 1f, 1f, -1f], 1);

        var trained = Train(
            "2-2:tanh-1:tanh", data, Optimizer.Sgd(0.9f), rate: 0.1f, epochs: 500, batchSize: 4, seed: 1, loss: Loss.SquaredError);

        var outputs = new float[4];
        trained.Predict(XorFeatures, 4, outputs);
        outputs.Select(MathF.Sign).Should().Equal(-1, 1, 1, -1);
        outputs.Should().OnlyContain(y => MathF.Abs(y) > 0.8f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_network_without_hidden_layers_cannot_learn_XOR(int seed)
    {
        var trained = Train("2-2:softmax", Xor, Optimizer.Adam(), rate: 0.05f, epochs: 300, batchSize: 4, seed: seed);

        // The best linear model gives every row the probability ½.
        Accuracy(trained, Xor).Should().BeLessThan(1);
        trained.History[^1].Loss.Should().BeGreaterThan(0.69);
    }

    [Fact]
    public void A_network_without_hidden_layers_learns_blobs()
    {
        var trained = Train("2-3:softmax", Blobs(300, seed: 1), Optimizer.Adam(), rate: 0.05f, epochs: 20, batchSize: 32, seed: 1);

        Accuracy(trained, Blobs(300, seed: 2)).Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void Default_options_learn_blobs()
    {
        var trained = NetworkTrainer.Train(TestNetworks.Parse("2-16:relu-3:softmax"), Blobs(3000, seed: 1));

        Accuracy(trained, Blobs(300, seed: 2)).Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void Two_hidden_layers_learn_two_spirals()
    {
        var trained = Train(
            "2-32:tanh-32:tanh-2:softmax", Spirals(400, seed: 1), Optimizer.Adam(), rate: 0.01f, epochs: 150, batchSize: 32, seed: 1);

        Accuracy(trained, Spirals(400, seed: 2)).Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void A_linear_model_cannot_learn_two_spirals()
    {
        var trained = Train("2-2:softmax", Spirals(400, seed: 1), Optimizer.Adam(), rate: 0.01f, epochs: 50, batchSize: 32, seed: 1);

        Accuracy(trained, Spirals(400, seed: 2)).Should().BeLessThan(0.75);
    }

    [Fact]
    public void Squared_error_learns_a_curve()
    {
        float[] x = [.. Enumerable.Range(0, 200).Select(i => (i / 100f) - 1)];
        float[] y = [.. x.Select(v => MathF.Sin(3 * v))];

        var trained = Train(
            "1-16:tanh-1:identity", TrainingData.FromTargets(x, 1, y, 1), Optimizer.Adam(), 0.01f, 200, 20, seed: 1, Loss.SquaredError);

        var outputs = new float[200];
        trained.Predict(x, 200, outputs);
        outputs.Zip(y, (a, b) => MathF.Abs(a - b)).Max().Should().BeLessThan(0.1f);
    }

    [Fact]
    public void Least_squares_by_gradient_descent_finds_the_exact_line()
    {
        float[] x = [-1, -0.5f, 0, 0.5f, 1];
        float[] y = [.. x.Select(v => (3 * v) - 2)];

        var trained = Train(
            "1-1:identity", TrainingData.FromTargets(x, 1, y, 1), Optimizer.Sgd(), 0.5f, 200, 5, seed: 1, Loss.SquaredError);

        trained.GetWeights(0)[0].Should().BeApproximately(3, 1e-5f);
        trained.GetBias(0)[0].Should().BeApproximately(-2, 1e-5f);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("nesterov")]
    [InlineData("adam")]
    public void Full_batch_loss_falls_in_every_epoch_at_a_small_rate(string name)
    {
        var optimizer = name switch
        {
            "sgd" => Optimizer.Sgd(),
            "momentum" => Optimizer.Sgd(0.5f),
            "nesterov" => Optimizer.Sgd(0.5f, nesterov: true),
            _ => Optimizer.Adam(),
        };

        var trained = Train("2-8:tanh-3:softmax", Blobs(90, seed: 1), optimizer, rate: 0.01f, epochs: 40, batchSize: 90, seed: 1);

        trained.History.Select(e => e.Loss).Should().BeInDescendingOrder();
        trained.History[^1].Loss.Should().BeLessThan(0.9 * trained.History[0].Loss);
    }

    [Fact]
    public void L2_makes_the_weights_smaller()
    {
        double SquaredWeights(float l2) => NetworkTrainer.Train(
                TestNetworks.Parse("2-8:tanh-3:softmax"), Blobs(300, seed: 1), new TrainingOptions
                {
                    Optimizer = Optimizer.Sgd(), LearningRate = 0.1f, L2Regularization = l2, NumberOfThreads = 1,
                })
            .GetWeights(1).Sum(w => (double)w * w);

        SquaredWeights(0.1f).Should().BeLessThan(0.5 * SquaredWeights(0));
    }

    [Fact]
    public void Rows_of_weight_zero_are_not_learned()
    {
        var builder = TrainingDataBuilder.ForClasses(2, 3);
        var blobs = Blobs(300, seed: 1);
        for (var row = 0; row < blobs.Count; row++)
        {
            builder.Add(blobs.Features(row), blobs.Class(row));
            builder.Add(blobs.Features(row), (blobs.Class(row) + 1) % 3, 0);
        }

        var trained = Train("2-3:softmax", builder.Build(), Optimizer.Adam(), rate: 0.05f, epochs: 20, batchSize: 32, seed: 1);

        Accuracy(trained, Blobs(300, seed: 2)).Should().BeGreaterThan(0.97);
        trained.History[^1].Accuracy.Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void Dropout_still_learns_blobs()
    {
        var trained = Train(
            "2-32:relu-dropout:50-3:softmax", Blobs(300, seed: 1), Optimizer.Adam(), rate: 0.01f, epochs: 30, batchSize: 32, seed: 1);

        Accuracy(trained, Blobs(300, seed: 2)).Should().BeGreaterThan(0.97);
    }

    private static Network Train(
        string layers, TrainingData data, Optimizer optimizer, float rate, int epochs, int batchSize, int seed, Loss? loss = null) =>
        NetworkTrainer.Train(TestNetworks.Parse(layers), data, new TrainingOptions
        {
            Loss = loss ?? Loss.CategoricalCrossEntropy,
            Optimizer = optimizer,
            LearningRate = rate,
            Epochs = epochs,
            BatchSize = batchSize,
            Seed = seed,
            NumberOfThreads = 1,
        });

    private static double Accuracy(Network network, TrainingData data)
    {
        var hits = 0;
        var outputs = new float[data.Outputs];
        for (var row = 0; row < data.Count; row++)
        {
            network.Predict(data.Features(row), outputs);
            hits += Array.IndexOf(outputs, outputs.Max()) == data.Class(row) ? 1 : 0;
        }

        return hits / (double)data.Count;
    }

    /// <summary>Three Gaussian clouds on a circle of radius 3, deviation 0.6.</summary>
    private static TrainingData Blobs(int rows, int seed)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForClasses(2, 3);
        for (var row = 0; row < rows; row++)
        {
            var angle = row % 3 * 2 * Math.PI / 3;
            var radius = 0.6 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var direction = 2 * Math.PI * random.NextDouble();
            var x = (3 * Math.Cos(angle)) + (radius * Math.Cos(direction));
            var y = (3 * Math.Sin(angle)) + (radius * Math.Sin(direction));
            builder.Add([(float)x, (float)y], row % 3);
        }

        return builder.Build();
    }

    /// <summary>Two arms that wind once and a half around each other.</summary>
    private static TrainingData Spirals(int rows, int seed)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForClasses(2, 2);
        for (var row = 0; row < rows; row++)
        {
            var arm = row % 2;
            var t = Math.Sqrt(random.NextDouble());
            var angle = (3 * Math.PI * t) + (arm * Math.PI);
            builder.Add([(float)(2 * t * Math.Cos(angle)), (float)(2 * t * Math.Sin(angle))], arm);
        }

        return builder.Build();
    }
}
