namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>L-BFGS as a training: what it reaches, what it keeps and what it refuses. Its iterates are in the golden tests.</summary>
public class LbfgsTests
{
    private static readonly TrainingData Data = Rows.Classes(90);

    [Fact]
    public void Least_squares_end_at_the_solution_of_the_normal_equations()
    {
        // y = 2 a - 3 b + 0.5 and a remainder that no plane fits, on features of very different sizes.
        var random = new Random(3);
        var rows = Enumerable.Range(0, 50).Select(_ => (A: random.NextDouble() * 20, B: random.NextDouble() / 4, Noise: random.NextDouble())).ToList();
        var data = TrainingData.FromTargets(
            [.. rows.SelectMany(r => new[] { (float)r.A, (float)r.B })], 2, [.. rows.Select(r => (float)((2 * r.A) - (3 * r.B) + 0.5 + r.Noise))], 1);
        var network = NetworkDescription.MultilayerPerceptron(2, [], 1, Activation.Identity);

        var trained = NetworkTrainer.Train(network, data, new() { Loss = Loss.SquaredError, Optimizer = Optimizer.Lbfgs(), Epochs = 40 });

        var expected = SolveNormalEquations(data);
        trained.Parameters().Zip(expected, (actual, e) => Math.Abs(actual - e) / (1 + Math.Abs(e))).Max().Should().BeLessThan(1e-3);
    }

    [Fact]
    public void The_loss_never_grows_and_comes_lower_than_Adam_s()
    {
        var lbfgs = Train(new() { Optimizer = Optimizer.Lbfgs(), Epochs = 100 });
        var adam = Train(new() { Epochs = 100, BatchSize = 90 });

        lbfgs.History.Zip(lbfgs.History.Skip(1), (a, b) => b.Loss - a.Loss).Max().Should().BeLessThanOrEqualTo(0);
        lbfgs.History[^1].Loss.Should().BeLessThan(0.5 * adam.History[^1].Loss);
    }

    [Fact]
    public void An_epoch_s_loss_is_that_of_the_network_after_it()
    {
        foreach (var epochs in new[] { 1, 7 })
        {
            var trained = Train(new() { Optimizer = Optimizer.Lbfgs(), Epochs = epochs, L2Regularization = 0.01f });

            trained.History[^1].Loss.Should().BeApproximately(trained.CrossEntropy(Data), 1e-5);
            trained.History[^1].Accuracy.Should().BeApproximately(trained.Accuracy(Data), 1e-9);
        }
    }

    [Fact]
    public void Weights_of_rows_count()
    {
        var weighted = Rows.Classes(60, weight: row => row % 3);
        var trained = NetworkTrainer.Train(Rows.Classifier(), weighted, new() { Optimizer = Optimizer.Lbfgs(), Epochs = 30 });

        trained.History[^1].Loss.Should().BeApproximately(trained.CrossEntropy(weighted), 1e-5);
    }

    [Fact]
    public void At_the_minimum_the_network_stays_as_it_is()
    {
        TrainingOptions Options(int epochs) => new() { Optimizer = Optimizer.Lbfgs(), Epochs = epochs, L2Regularization = 0.1f };
        var network = NetworkDescription.MultilayerPerceptron(4, [], 3, Activation.Softmax);

        var done = NetworkTrainer.Train(network, Data, Options(80));
        var longer = NetworkTrainer.Train(network, Data, Options(120));

        longer.Parameters().Should().Equal(done.Parameters());
        longer.History[^1].Loss.Should().Be(done.History[^1].Loss);
        GradientOfPenalizedLoss(network, longer, 0.1f).Max(Math.Abs).Should().BeLessThan(1e-4);
    }

    [Fact]
    public void At_the_minimum_the_errors_are_those_of_the_network()
    {
        var data = Rows.Line((0, 1), (1, 2), (2, 2.5f), (3, 5));

        var trained = NetworkTrainer.Train(Rows.Linear, data, new() { Loss = Loss.SquaredError, Optimizer = Optimizer.Lbfgs(), Epochs = 60 });

        // By hand: the line 0.75 + 1.25 x misses by 0.25, 0, 0.75 and 0.5.
        trained.History[^1].MeanAbsoluteError.Should().BeApproximately(0.375, 1e-5);
        trained.History[^1].MeanAbsoluteError.Should().Be(trained.History[^2].MeanAbsoluteError);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        var network = TestNetworks.Parse("300-200:tanh-100:tanh-3:softmax");
        var data = TestNetworks.Classes(network, 150, seed: 6);
        float[] Train(int threads) => NetworkTrainer.Train(network, data, new()
        {
            Optimizer = Optimizer.Lbfgs(3), Epochs = 5, BatchSize = 64, L2Regularization = 0.001f, NumberOfThreads = threads,
        }).Parameters();

        var one = Train(1);

        Train(2).Should().Equal(one);
        Train(5).Should().Equal(one);
    }

    [Fact]
    public void The_batch_size_changes_the_result_by_rounding_only()
    {
        Network Of(int batchSize) => Train(new() { Optimizer = Optimizer.Lbfgs(), Epochs = 5, BatchSize = batchSize });

        Of(7).Parameters().Zip(Of(90).Parameters(), (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-4f);
    }

    [Fact]
    public void A_training_that_goes_on_from_its_state_makes_the_same_iterations()
    {
        var network = Rows.Classifier();
        var options = new TrainingOptions { Optimizer = Optimizer.Lbfgs(3), L2Regularization = 0.01f };
        var parameters = TestNetworks.RandomParameters(network, seed: 2);
        EngineProbe Probe() => new(network, Data, Loss.CategoricalCrossEntropy, parameters);
        var (whole, part) = (Probe(), Probe());
        var (uninterrupted, resumed) = (whole.CreateLbfgs(options), part.CreateLbfgs(options));
        for (var iteration = 0; iteration < 5; iteration++)
        {
            uninterrupted.Run(1);
        }

        whole.Parameters.Span.CopyTo(part.Parameters.Span);
        foreach (var (from, to) in uninterrupted.State.Zip(resumed.State))
        {
            from.Span.CopyTo(to.Span);
        }

        for (var iteration = 0; iteration < 5; iteration++)
        {
            resumed.Run(1).Should().Be(uninterrupted.Run(1));
        }

        part.Parameters.Span.ToArray().Should().Equal(whole.Parameters.Span.ToArray());
    }

    [Fact]
    public void A_diverged_start_is_reported()
    {
        var data = TrainingData.FromTargets([3e38f], 1, [-3e38f], 1);

        FluentActions.Invoking(() => NetworkTrainer.Train(Rows.Linear, data, new() { Loss = Loss.SquaredError, Optimizer = Optimizer.Lbfgs() }))
            .Should().Throw<InvalidOperationException>().WithMessage("The training diverged in epoch 1*");
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var options = new TrainingOptions
        {
            Optimizer = Optimizer.Lbfgs(), CancellationToken = source.Token, CancellationBehavior = CancellationBehavior.KeepBest,
            Progress = progress =>
            {
                if (progress.Result.Epoch == 3)
                {
                    source.Cancel();
                }
            },
        };

        var kept = Train(options);

        kept.History.StopReason.Should().Be(StopReason.Cancelled);
        kept.Parameters().Should().Equal(Train(new() { Optimizer = Optimizer.Lbfgs(), Epochs = 3 }).Parameters());
    }

    public static TheoryData<string, TrainingOptions, string> Refused => new()
    {
        { "L1Regularization", new() { Optimizer = Optimizer.Lbfgs(), L1Regularization = 1 }, "L1Regularization is 1; expected 0, because lbfgs(10) needs one smooth function*" },
        { "WeightDecay", new() { Optimizer = Optimizer.Lbfgs(), WeightDecay = 1 }, "WeightDecay is 1; expected null, because lbfgs(10)*" },
        { "MaxNorm", new() { Optimizer = Optimizer.Lbfgs(), MaxNorm = 1 }, "MaxNorm is 1; expected null, because lbfgs(10)*" },
        { "ClipValue", new() { Optimizer = Optimizer.Lbfgs(), ClipValue = 1 }, "ClipValue is 1; expected null, because lbfgs(10)*" },
        { "ClipNorm", new() { Optimizer = Optimizer.Lbfgs(3), ClipNorm = 1 }, "ClipNorm is 1; expected null, because lbfgs(3)*" },
        { "WeightAveraging", new() { Optimizer = Optimizer.Lbfgs(), WeightAveraging = 0.9f }, "WeightAveraging is 0.9; expected null, because lbfgs(10)*" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_makes_no_sense_with_it_is_refused(string name, TrainingOptions options, string message)
    {
        foreach (var refused in new Action[] { options.Validate, () => Train(options) })
        {
            refused.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).Which.ParamName.Should().Be(name);
        }
    }

    [Fact]
    public void A_layer_that_is_random_in_training_is_refused_by_name() =>
        FluentActions.Invoking(() => NetworkTrainer.Train(Rows.Classifier(0.5f), Data, new() { Optimizer = Optimizer.Lbfgs() }))
            .Should().Throw<ArgumentException>().WithMessage("Optimizer lbfgs(10) is not for a network with Dropout (layer 1):*");

    [Fact]
    public void Statistics_that_change_from_batch_to_batch_are_refused_and_those_of_the_rows_are_not()
    {
        var options = new TrainingOptions { Optimizer = Optimizer.Lbfgs(), Epochs = 20 };
        Network Train(LayerDescription layer) =>
            NetworkTrainer.Train(new NetworkDescription(4, [layer, new DenseLayer(3, Activation.Softmax)]), Data, options);

        FluentActions.Invoking(() => Train(new BatchNormalizationLayer())).Should().Throw<ArgumentException>()
            .WithMessage("Optimizer lbfgs(10) is not for a network with BatchNormalization (layer 0):*");
        var standardized = Train(new StandardizeLayer());
        standardized.History[^1].Loss.Should().BeLessThan(standardized.History[0].Loss);
        standardized.GetParameters(0).SelectMany(values => values).Should().Equal(
            NetworkTrainer.Train(standardized.Description, Data, new() { Epochs = 1 }).GetParameters(0).SelectMany(values => values));
    }

    private static Network Train(TrainingOptions options) => NetworkTrainer.Train(Rows.Classifier(), Data, options);

    private static IEnumerable<double> GradientOfPenalizedLoss(NetworkDescription network, Network trained, float l2)
    {
        var parameters = trained.EnumerateParameters().ToList();
        var reference = new ReferenceNetwork(network, parameters, Loss.CategoricalCrossEntropy);
        reference.LossAndGradient(Data, 0, Data.Count);
        return reference.Gradients.SelectMany((array, index) => array.Select((g, i) => g + (index % 2 == 0 ? l2 * parameters[index][i] : 0)));
    }

    /// <summary>Two weights and the bias that fit the targets best, by Cramer's rule.</summary>
    private static double[] SolveNormalEquations(TrainingData data)
    {
        var (matrix, right) = (new double[3, 3], new double[3]);
        for (var row = 0; row < data.Count; row++)
        {
            double[] x = [data.Features(row)[0], data.Features(row)[1], 1];
            for (var i = 0; i < 3; i++)
            {
                right[i] += x[i] * data.Targets(row)[0];
                for (var j = 0; j < 3; j++)
                {
                    matrix[i, j] += x[i] * x[j];
                }
            }
        }

        double Determinant(int replaced)
        {
            double M(int i, int j) => j == replaced ? right[i] : matrix[i, j];
            return (M(0, 0) * ((M(1, 1) * M(2, 2)) - (M(1, 2) * M(2, 1))))
                - (M(0, 1) * ((M(1, 0) * M(2, 2)) - (M(1, 2) * M(2, 0))))
                + (M(0, 2) * ((M(1, 0) * M(2, 1)) - (M(1, 1) * M(2, 0))));
        }

        return [.. Enumerable.Range(0, 3).Select(column => Determinant(column) / Determinant(-1))];
    }
}
