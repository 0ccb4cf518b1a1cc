namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Errors, R², labels told right and the area under the ROC curve of each epoch, against the network's predictions.</summary>
public sealed class EpochMetricTests
{
    private const double MinimumChange = 0.001;

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Errors_and_R2_of_the_validation_rows_are_those_of_the_predictions(int outputs, bool weights)
    {
        var data = Numbers(60, outputs, seed: 1, weights);
        var validation = Numbers(300, outputs, seed: 2, weights);
        var network = Train(data, validation, Loss.Huber(), "identity", epochs: 4);
        var (absolute, r2) = Errors(network, validation);

        network.History[^1].ValidationMeanAbsoluteError.Should().BeApproximately(absolute, 1e-6);
        network.History[^1].ValidationRSquared.Should().BeApproximately(r2, 1e-6);
        network.History.Should().OnlyContain(e => e.Accuracy == null && e.ValidationAccuracy == null && e.ValidationAreaUnderRocCurve == null);
    }

    [Fact]
    public void Errors_of_the_training_rows_are_those_before_the_step()
    {
        var data = Numbers(50, 2, seed: 1, weights: true);
        var whole = Train(data, null, Loss.SquaredError, "identity", epochs: 3, batchSize: 50);
        for (var epochs = 1; epochs < 3; epochs++)
        {
            var (absolute, r2) = Errors(Train(data, null, Loss.SquaredError, "identity", epochs, batchSize: 50), data);

            whole.History[epochs].MeanAbsoluteError.Should().BeApproximately(absolute, 1e-6);
            whole.History[epochs].RSquared.Should().BeApproximately(r2, 1e-6);
            whole.History[epochs].ValidationMeanAbsoluteError.Should().BeNull();
            whole.History[epochs].ValidationRSquared.Should().BeNull();
        }
    }

    [Fact]
    public void R2_does_not_suffer_from_targets_far_from_zero()
    {
        var near = TrainingData.FromTargets([0, 0, 0, 0], 1, [1f, 2, 4, 7], 1);
        var far = TrainingData.FromTargets([0, 0, 0, 0], 1, [4_000_001f, 4_000_002, 4_000_004, 4_000_007], 1);

        // The one parameter that matters learns the mean of the targets in one step: R² is that of a constant.
        Train(near, near, Loss.SquaredError, "identity", epochs: 1, batchSize: 4, rate: 1).History[0].ValidationRSquared.Should().BeApproximately(0, 1e-6);
        Train(far, far, Loss.SquaredError, "identity", epochs: 1, batchSize: 4, rate: 1).History[0].ValidationRSquared.Should().BeApproximately(0, 0.02);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 0)]
    public void Targets_that_are_all_the_same_are_either_told_or_not(float target, double r2)
    {
        var validation = TrainingData.FromTargets([0, 0, 0], 1, [target, target, target], 1);

        // Features of 0 and biases that begin with 0 give outputs of 0.
        var network = Train(validation, validation, Loss.SquaredError, "identity", epochs: 1, rate: 1e-30f);

        network.History[0].ValidationRSquared.Should().Be(r2);
        network.History[0].RSquared.Should().Be(r2);
    }

    [Fact]
    public void A_row_of_weight_zero_that_comes_first_does_not_make_a_spread()
    {
        var builder = TrainingDataBuilder.ForTargets(1, 1);
        builder.Add([0], [0.1f], 0);
        for (var row = 0; row < 7; row++)
        {
            builder.Add([0], [0.7f], 1 + (row / 7f));
        }

        Train(builder.Build(), null, Loss.SquaredError, "identity", epochs: 1, batchSize: 8, rate: 1e-30f).History[0].RSquared.Should().Be(0);
    }

    [Theory]
    [InlineData("binary_crossentropy", "sigmoid", 0.5)]
    [InlineData("binary_focal_crossentropy(2, 0.25)", "sigmoid", 0.5)]
    [InlineData("smoothed_binary_crossentropy(0.1)", "sigmoid", 0.5)]
    [InlineData("hinge", "identity", 0)]
    [InlineData("squared_hinge", "tanh", 0)]
    public void The_accuracy_of_several_labels_is_the_share_told_right(string loss, string activation, double boundary)
    {
        var data = Labels(80, seed: 1);
        var validation = Labels(200, seed: 2);
        var network = Train(data, validation, Loss.Parse(loss), activation, epochs: 30, rate: 0.5f);
        var (right, all) = (0.0, 0.0);
        var outputs = new float[3];
        for (var row = 0; row < validation.Count; row++)
        {
            network.Predict(validation.Features(row), outputs);
            for (var j = 0; j < 3; j++)
            {
                right += outputs[j] > boundary == validation.Targets(row)[j] > 0.5f ? validation.Weight(row) : 0;
                all += validation.Weight(row);
            }
        }

        network.History[^1].ValidationAccuracy.Should().BeApproximately(right / all, 1e-9);
        network.History[^1].Accuracy.Should().BeInRange(0.6, 1);
        network.History.Should().OnlyContain(e => e.MeanAbsoluteError == null && e.RSquared == null && e.ValidationAreaUnderRocCurve == null);
    }

    [Theory]
    [InlineData("binary_crossentropy", "sigmoid", 0.5)]
    [InlineData("binary_focal_crossentropy(2, 0.25)", "sigmoid", 0.5)]
    [InlineData("squared_error", "sigmoid", 0.5)]
    [InlineData("absolute_error", "identity", 0.5)]
    [InlineData("hinge", "identity", 0)]
    [InlineData("squared_hinge", "tanh", 0)]
    [InlineData("perceptron", "identity", 0)]
    public void Two_classes_have_an_accuracy_and_an_area(string loss, string activation, double boundary)
    {
        var data = TwoClasses(80, seed: 1);
        var validation = TwoClasses(120, seed: 2);
        var network = Train(data, validation, Loss.Parse(loss), activation, epochs: 30, rate: 0.2f);
        var (right, pairs, all) = (0.0, 0.0, 0.0);
        var outputs = Enumerable.Range(0, validation.Count).Select(row =>
        {
            var output = new float[1];
            network.Predict(validation.Features(row), output);
            return output[0];
        }).ToArray();
        for (var row = 0; row < validation.Count; row++)
        {
            right += outputs[row] > boundary == (validation.Class(row) == 1) ? 1 : 0;
            for (var other = 0; other < validation.Count; other++)
            {
                var pair = validation.Class(row) == 1 && validation.Class(other) == 0;
                all += pair ? 1 : 0;
                pairs += !pair ? 0 : outputs[row] > outputs[other] ? 1 : outputs[row] == outputs[other] ? 0.5 : 0;
            }
        }

        network.History[^1].ValidationAccuracy.Should().BeApproximately(right / validation.Count, 1e-12);
        network.History[^1].ValidationAreaUnderRocCurve.Should().BeApproximately(pairs / all, 1e-12);
        network.History[^1].ValidationAreaUnderRocCurve.Should().BeGreaterThan(0.6);
        network.History.Should().OnlyContain(e => e.MeanAbsoluteError == null && e.RSquared == null);
    }

    [Fact]
    public void Only_two_classes_with_validation_rows_of_both_have_an_area()
    {
        var three = Rows.Classes(30);
        NetworkTrainer.Train(Rows.Classifier(), three, new() { Epochs = 1 }, three).History[0].ValidationAreaUnderRocCurve.Should().BeNull();
        var two = TwoClasses(30, seed: 1);
        Train(two, null, Loss.BinaryCrossEntropy, "sigmoid", epochs: 1).History[0].ValidationAreaUnderRocCurve.Should().BeNull();
        var one = TrainingData.FromBinary([1f, 2, 3, 4], 2, [true, true]);
        Train(two, one, Loss.BinaryCrossEntropy, "sigmoid", epochs: 1).History[0].ValidationAreaUnderRocCurve.Should().BeNull();
        Action watch = () => Train(two, one, Loss.BinaryCrossEntropy, "sigmoid", epochs: 1, watch: TrainingMetric.ValidationAreaUnderRocCurve);
        watch.Should().Throw<ArgumentException>().WithMessage("The validation rows have no ValidationAreaUnderRocCurve; it needs rows of both classes*");
    }

    [Fact]
    public void Two_outputs_of_a_softmax_have_the_area_of_the_second()
    {
        var data = TwoClasses(80, seed: 1);
        var builder = TrainingDataBuilder.ForClasses(2, 2);
        for (var row = 0; row < data.Count; row++)
        {
            builder.Add(data.Features(row), data.Class(row));
        }

        var network = Train(builder.Build(), builder.Build(), Loss.CategoricalCrossEntropy, "softmax", epochs: 2);
        var scores = Enumerable.Range(0, data.Count).Select(row =>
        {
            var output = new float[2];
            network.Predict(data.Features(row), output);
            return (Score: output[1], Class: data.Class(row));
        }).ToArray();
        var expected = scores.Where(s => s.Class == 1).Average(
            one => scores.Where(s => s.Class == 0).Average(zero => one.Score > zero.Score ? 1 : one.Score == zero.Score ? 0.5 : 0));

        network.History[^1].ValidationAreaUnderRocCurve.Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        var data = Numbers(400, 300, seed: 1, weights: true);
        var histories = new[] { 1, 2, 3 }.Select(threads => NetworkTrainer.Train(
            NetworkDescription.MultilayerPerceptron(3, [4], 300, Activation.Identity),
            data,
            new() { Loss = Loss.SquaredError, Epochs = 2, BatchSize = 100, NumberOfThreads = threads },
            data).History.WithoutTimes()).ToArray();

        histories[1].Should().Equal(histories[0]);
        histories[2].Should().Equal(histories[0]);
    }

    [Theory]
    [InlineData(TrainingMetric.MeanAbsoluteError)]
    [InlineData(TrainingMetric.RSquared)]
    [InlineData(TrainingMetric.ValidationMeanAbsoluteError)]
    [InlineData(TrainingMetric.ValidationRSquared)]
    public void Errors_and_R2_can_be_watched(TrainingMetric metric)
    {
        var data = Numbers(40, 1, seed: 1, weights: false);
        var network = Train(data, Numbers(30, 1, seed: 2, weights: false), Loss.SquaredError, "identity", epochs: 60, rate: 0.4f, watch: metric, patience: 4);
        var values = network.History.Select(e => metric switch
        {
            TrainingMetric.MeanAbsoluteError => -e.MeanAbsoluteError!.Value,
            TrainingMetric.RSquared => e.RSquared!.Value,
            TrainingMetric.ValidationMeanAbsoluteError => -e.ValidationMeanAbsoluteError!.Value,
            _ => e.ValidationRSquared!.Value,
        }).ToArray();

        var best = 0;
        for (var epoch = 0; epoch < values.Length; epoch++)
        {
            best = values[epoch] > values[best] + MinimumChange ? epoch : best;
        }

        (network.History.StopReason, network.History.BestEpoch, network.History.Count).Should().Be((StopReason.EarlyStopping, best + 1, best + 5));
    }

    [Fact]
    public void Areas_and_shares_of_labels_can_be_watched()
    {
        var binary = Train(
            TwoClasses(60, seed: 1), TwoClasses(40, seed: 2), Loss.BinaryCrossEntropy, "sigmoid", epochs: 60, rate: 1,
            watch: TrainingMetric.ValidationAreaUnderRocCurve, patience: 3).History;
        var labels = Train(
            Labels(60, seed: 1), Labels(40, seed: 2), Loss.BinaryCrossEntropy, "sigmoid", epochs: 60, rate: 1,
            watch: TrainingMetric.ValidationAccuracy, patience: 3).History;

        binary[binary.BestEpoch - 1].ValidationAreaUnderRocCurve.Should().BeApproximately(binary.Max(e => e.ValidationAreaUnderRocCurve)!.Value, MinimumChange);
        labels[labels.BestEpoch - 1].ValidationAccuracy.Should().BeApproximately(labels.Max(e => e.ValidationAccuracy)!.Value, MinimumChange);
        (binary.StopReason, labels.StopReason).Should().Be((StopReason.EarlyStopping, StopReason.EarlyStopping));
    }

    [Theory]
    [InlineData("classes", "Loss Accuracy ValidationLoss ValidationAccuracy")]
    [InlineData("two classes", "Loss Accuracy ValidationLoss ValidationAccuracy ValidationAreaUnderRocCurve")]
    [InlineData("labels", "Loss Accuracy ValidationLoss ValidationAccuracy")]
    [InlineData("numbers", "Loss ValidationLoss MeanAbsoluteError RSquared ValidationMeanAbsoluteError ValidationRSquared")]
    public void A_metric_that_the_rows_do_not_have_is_refused(string rows, string defined)
    {
        var (data, loss) = rows switch
        {
            "classes" => (Rows.Classes(10), Loss.CategoricalCrossEntropy),
            "two classes" => (TwoClasses(10, seed: 1), Loss.BinaryCrossEntropy),
            "labels" => (Labels(10, seed: 1), Loss.BinaryCrossEntropy),
            _ => (Numbers(10, 2, seed: 1, weights: false), Loss.SquaredError),
        };
        foreach (var metric in Enum.GetValues<TrainingMetric>())
        {
            metric.IsDefinedFor(data, loss).Should().Be(defined.Split(' ').Contains(metric.ToString()), "{0} is asked of {1}", metric, rows);
            var network = NetworkDescription.MultilayerPerceptron(data.Inputs, [], data.Outputs, loss.DefaultActivation(data.Task));
            Action train = () => NetworkTrainer.Train(
                network, data, new() { Loss = loss, Epochs = 1, EarlyStopping = new() { Metric = metric } }, data);
            if (metric.IsDefinedFor(data, loss))
            {
                train.Should().NotThrow();
            }
            else
            {
                train.Should().Throw<ArgumentOutOfRangeException>().WithMessage(
                    $"EarlyStopping.Metric is {metric}; expected one of {defined.Replace(" ", ", ")}, which {data.Task} has with the loss {loss}.*");
            }
        }
    }

    [Fact]
    public void The_metrics_are_saved_with_the_network()
    {
        var data = Numbers(20, 2, seed: 1, weights: false);
        var labels = TwoClasses(20, seed: 1);
        foreach (var network in new[] { Train(data, data, Loss.SquaredError, "identity", 2), Train(labels, labels, Loss.Hinge, "identity", 2) })
        {
            NetworkBytes.Load(network.Bytes()).History.WithoutTimes().Should().Equal(network.History.WithoutTimes());
        }
    }

    [Fact]
    public void Errors_are_in_the_targets_unit_though_they_were_standardized()
    {
        var data = Numbers(50, 2, seed: 1, weights: true, unit: 1000);
        var network = NetworkTrainer.Train(
            NetworkDescription.MultilayerPerceptron(3, [], 2, Activation.Identity),
            data,
            new() { Loss = Loss.SquaredError, StandardizeTargets = true, Epochs = 5, LearningRate = 0.1f, EarlyStopping = EarlyStopping.None },
            data);
        var (absolute, r2) = Errors(network, data);

        network.History[^1].ValidationMeanAbsoluteError.Should().BeApproximately(absolute, 1e-3);
        network.History[^1].ValidationRSquared.Should().BeApproximately(r2, 1e-5);
        absolute.Should().BeGreaterThan(20);
    }

    private static Network Train(
        TrainingData data, TrainingData? validation, Loss loss, string activation, int epochs, int batchSize = 20, float rate = 0.05f,
        TrainingMetric? watch = null, int patience = 5) => NetworkTrainer.Train(
        NetworkDescription.MultilayerPerceptron(data.Inputs, [], data.Outputs, Activation.Parse(activation)),
        data,
        new()
        {
            Loss = loss, Optimizer = Optimizer.Sgd(), LearningRate = rate, Epochs = epochs, BatchSize = batchSize, Shuffle = false,
            EarlyStopping = watch == null ? EarlyStopping.None : new() { Metric = watch.Value, Patience = patience, MinimumChange = MinimumChange },
        },
        validation);

    /// <summary>Mean absolute error and R², weighted, by their definitions.</summary>
    private static (double Absolute, double R2) Errors(Network network, TrainingData data)
    {
        var outputs = data.Outputs;
        var predictions = Enumerable.Range(0, data.Count).Select(row =>
        {
            var output = new float[outputs];
            network.Predict(data.Features(row), output);
            return output;
        }).ToArray();
        double Mean(Func<int, double> value) => Enumerable.Range(0, data.Count).Sum(row => data.Weight(row) * value(row))
            / Enumerable.Range(0, data.Count).Sum(row => (double)data.Weight(row));
        double R2(int j)
        {
            var mean = Mean(row => data.Targets(row)[j]);
            return 1 - (Mean(row => Math.Pow(data.Targets(row)[j] - predictions[row][j], 2)) / Mean(row => Math.Pow(data.Targets(row)[j] - mean, 2)));
        }

        return (
            Enumerable.Range(0, outputs).Average(j => Mean(row => Math.Abs(data.Targets(row)[j] - predictions[row][j]))),
            Enumerable.Range(0, outputs).Average(R2));
    }

    private static TrainingData Numbers(int rows, int outputs, int seed, bool weights, float unit = 1)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForTargets(3, outputs);
        for (var row = 0; row < rows; row++)
        {
            float[] features = [random.NextSingle(), random.NextSingle() - 0.5f, random.NextSingle()];
            builder.Add(
                features,
                [.. Enumerable.Range(0, outputs).Select(j => unit * (features[j % 3] + (j * features[1]) + (0.5f * random.NextSingle())))],
                weights ? 0.5f + random.Next(3) : 1);
        }

        return builder.Build();
    }

    private static TrainingData Labels(int rows, int seed)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForTargets(3, 3);
        for (var row = 0; row < rows; row++)
        {
            float[] features = [random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f];
            builder.Add(features, [.. features.Select(f => f + (0.4 * (random.NextDouble() - 0.5)) > 0 ? 1f : 0f)], 1 + random.Next(3));
        }

        return builder.Build();
    }

    private static TrainingData TwoClasses(int rows, int seed)
    {
        var random = new Random(seed);
        var builder = TrainingDataBuilder.ForBinary(2);
        for (var row = 0; row < rows; row++)
        {
            var label = random.Next(2);
            builder.Add([random.NextSingle() + (0.5f * label), random.NextSingle() - (0.5f * label)], label);
        }

        return builder.Build();
    }
}
