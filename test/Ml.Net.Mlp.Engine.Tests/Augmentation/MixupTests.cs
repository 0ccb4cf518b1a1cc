namespace Ml.Net.Mlp.Engine.Tests;

public sealed class MixupTests
{
    private const int Count = 40;

    /// <summary>Feature k is the row's number in the place of its class, so features say what was mixed.</summary>
    private static readonly TrainingData Classes = TrainingData.FromClasses(
        [.. Enumerable.Range(0, Count).SelectMany(i => Enumerable.Range(0, 3).Select(k => k == i % 3 ? i + 1f : 0))], 3,
        [.. Enumerable.Range(0, Count).Select(i => i % 3)], 3);

    [Theory]
    [InlineData(Count)]
    [InlineData(7)]
    public void Shares_sum_to_1_and_are_those_of_the_features(int batchSize)
    {
        var mixed = AugmentedRows.Of(Classes, [new Mixup(1)], batchSize);
        var partners = new List<int>();
        for (var row = 0; row < Count; row++)
        {
            var shares = mixed.Targets[row];
            shares.Sum().Should().BeApproximately(1, 1e-6f);
            var first = row / batchSize * batchSize;
            var fits = Enumerable.Range(first, Math.Min(batchSize, Count - first)).Where(partner => Fits(mixed.Features[row], shares, row, partner)).ToArray();
            fits.Should().NotBeEmpty("row {0} is a mix of itself and a row of its mini-batch", row);
            mixed.Classes[row].Should().Be(Array.IndexOf(shares, shares.Max()));
            partners.Add(fits.Length == 1 ? fits[0] : -1);
        }

        partners.Where(partner => partner >= 0).Should().OnlyHaveUniqueItems("a row is the partner of one");
        partners.Where((partner, row) => partner >= 0 && partner != row).Should().HaveCountGreaterThan(Count / 3);
    }

    [Fact]
    public void Rows_that_are_mixed_again_keep_shares_that_sum_to_1()
    {
        var mixed = AugmentedRows.Of(Classes, [new Mixup(1), new Mixup(1)]);

        mixed.Targets.Should().OnlyContain(shares => Math.Abs(shares.Sum() - 1) < 1e-5);
        mixed.Targets.Should().Contain(shares => shares.Count(share => share > 0.05) == 3);
    }

    [Fact]
    public void The_share_of_a_row_in_itself_has_the_beta_distribution()
    {
        var data = TrainingData.FromTargets(new float[20_000], 1, [.. Enumerable.Range(0, 20_000).Select(i => (float)(i % 2))], 1);
        var mixed = AugmentedRows.Of(data, [new Mixup(0.2)], batchSize: 20_000);

        // A row of target 0 whose partner has target 1 has the partner's share as its own target; half the partners have it.
        var shares = mixed.Targets.Where((_, row) => row % 2 == 0).Select(target => (double)target[0]).ToArray();
        shares.Average().Should().BeApproximately(0.25, 0.01);
        shares.Average(x => x * x).Should().BeApproximately((0.25 + (1 / (4 * 1.4))) / 2, 0.01);
    }

    [Fact]
    public void Target_values_and_weights_are_mixed_as_the_features_are()
    {
        var builder = TrainingDataBuilder.ForTargets(1, 2);
        for (var i = 0; i < Count; i++)
        {
            builder.Add([i], [2 * i, -i], weight: i + 1);
        }

        var mixed = AugmentedRows.Of(builder.Build(), [new Mixup(1)], batchSize: 10);
        for (var row = 0; row < Count; row++)
        {
            var feature = mixed.Features[row][0];
            mixed.Targets[row][0].Should().BeApproximately(2 * feature, 1e-4f);
            mixed.Targets[row][1].Should().BeApproximately(-feature, 1e-4f);
            mixed.Weights[row].Should().BeApproximately((feature + 1) * 2 / (Count + 1), 1e-5);
        }

        mixed.Features.Select((features, row) => Math.Abs(features[0] - row)).Max().Should().BeGreaterThan(1);
    }

    [Fact]
    public void One_output_learns_the_share_of_class_1()
    {
        var data = TrainingData.FromBinary([.. Enumerable.Range(0, Count).Select(i => (float)(i % 2))], 1, [.. Enumerable.Range(0, Count).Select(i => i % 2 == 1)]);
        var mixed = AugmentedRows.Of(data, [new Mixup(1)]);

        mixed.Targets.Select(target => target[0]).Should().Equal(mixed.Features.Select(features => features[0]));
        mixed.Classes.Should().Equal(mixed.Targets.Select(target => target[0] > 0.5f ? 1 : 0));
        mixed.Targets.Should().Contain(target => target[0] > 0.1f && target[0] < 0.9f);
    }

    [Theory]
    [InlineData(3, "categorical_crossentropy", "softmax")]
    [InlineData(3, "kl_divergence", "softmax")]
    [InlineData(3, "smoothed_categorical_crossentropy", "softmax")]
    [InlineData(3, "squared_error", "identity")]
    [InlineData(1, "binary_crossentropy", "sigmoid")]
    [InlineData(1, "squared_error", "sigmoid")]
    public void A_step_on_mixed_classes_is_that_on_their_shares_as_target_values(int outputs, string loss, string activation)
    {
        var classes = outputs == 3 ? Classes : TrainingData.FromBinary(Features(Classes), 3, [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0)]);
        var mixed = AugmentedRows.Of(classes, [new Mixup(0.5)], batchSize: Count, seed: 3);
        var shares = TrainingData.FromTargets([.. mixed.Features.SelectMany(x => x)], 3, [.. mixed.Targets.SelectMany(x => x)], outputs);
        var network = NetworkDescription.MultilayerPerceptron(3, [5], outputs, Activation.Parse(activation), Activation.Tanh);
        Network Train(TrainingData data, params Augmentation[] augmentations) => NetworkTrainer.Train(network, data, new()
        {
            Loss = Loss.Parse(loss),
            Augmentations = augmentations,
            Epochs = 1,
            BatchSize = Count,
            Shuffle = false,
            Seed = 3,
            Optimizer = Optimizer.Sgd(),
            LearningRate = 0.1f,
        });

        var (actual, expected) = (Train(classes, new Mixup(0.5)), Train(shares));

        actual.History[0].Loss.Should().BeApproximately(expected.History[0].Loss, 1e-6);
        actual.Parameters().Zip(expected.Parameters(), (x, y) => Math.Abs(x - y)).Max().Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void Accuracy_is_judged_by_the_class_with_the_larger_share()
    {
        // The network tells the class of the largest feature, which is that of the largest share where all rows have the same length.
        var data = TrainingData.FromClasses(
            [.. Enumerable.Range(0, Count).SelectMany(i => Enumerable.Range(0, 3).Select(k => k == i % 3 ? 10f : 0))], 3,
            [.. Enumerable.Range(0, Count).Select(i => i % 3)], 3);
        var network = NetworkDescription.MultilayerPerceptron(3, [], 3, Activation.Softmax);
        var plain = NetworkTrainer.Train(network, data, new() { Epochs = 60, LearningRate = 0.1f });
        var mixed = NetworkTrainer.Train(network, data, new() { Epochs = 60, LearningRate = 0.1f, Augmentations = [new Mixup(1)] });

        plain.History[^1].Accuracy.Should().Be(1);
        mixed.History[^1].Accuracy.Should().BeGreaterThan(0.9);
        mixed.History[^1].Loss.Should().BeGreaterThan(plain.History[^1].Loss + 0.1, "no network can be sure of mixed rows");
        mixed.Accuracy(data).Should().Be(1);
    }

    [Fact]
    public void One_row_alone_is_left_as_it_is()
    {
        var rows = AugmentedRows.Of(Classes, [new Mixup(1)], batchSize: 1);

        rows.Features.SelectMany(x => x).Should().Equal(Features(Classes));
        rows.Targets.Should().OnlyContain(shares => shares.Length == 0, "rows have classes still");
    }

    private static float[] Features(TrainingData data) => [.. Enumerable.Range(0, data.Count).SelectMany(row => data.Features(row).ToArray())];

    /// <summary>Whether a mixed row can be of these two.</summary>
    private static bool Fits(float[] features, float[] shares, int row, int partner)
    {
        var share = row % 3 == partner % 3 ? (features.Sum() - partner - 1) / (row - partner) : shares[row % 3];
        if (row == partner)
        {
            share = 1;
        }

        return Enumerable.Range(0, 3).All(k =>
            Math.Abs(features[k] - ((k == row % 3 ? share * (row + 1) : 0) + (k == partner % 3 ? (1 - share) * (partner + 1) : 0))) < 1e-4
            && Math.Abs(shares[k] - ((k == row % 3 ? share : 0) + (k == partner % 3 ? 1 - share : 0))) < 1e-5);
    }
}
