using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed class NoiseTests
{
    private const int Inputs = 4_100;

    [Fact]
    public void Gaussian_noise_has_mean_0_and_its_deviation()
    {
        var noise = new GaussianNoise(0.25f).Preview(new float[200_001], seed: 1).Select(x => x / 0.25).ToArray();

        noise.Average().Should().BeApproximately(0, 0.01);
        noise.Average(x => x * x).Should().BeApproximately(1, 0.015);
        noise.Average(x => Math.Pow(x, 4)).Should().BeApproximately(3, 0.12);
        noise.Count(x => x > 1.959964).Should().BeInRange(4700, 5300, "that is 2.5 %");
        noise.Zip(noise.Skip(1), (x, y) => x * y).Average().Should().BeApproximately(0, 0.01, "neighbours are independent");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(257)]
    [InlineData(530)]
    public void Gaussian_noise_is_the_same_at_every_width(int features)
    {
        float[] Noisy(SimdLevel level)
        {
            var values = Bits.RandomValues(features, 5);
            GaussianNoise.Add(level, 0.5f, key: 9, values);
            return values;
        }

        var expected = Noisy(SimdLevel.Scalar);
        expected.Should().NotEqual(Bits.RandomValues(features, 5));
        foreach (var level in Kernels.AllLevels)
        {
            Bits.ShouldBeSame(Noisy(level), expected, $"{level}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    public void Masking_sets_its_share_to_0_and_leaves_the_rest(float rate)
    {
        var values = Enumerable.Range(1, 100_001).Select(i => (float)i).ToArray();
        var masked = new MaskingNoise(rate).Preview(values, seed: 2);

        ((double)masked.Count(x => x == 0) / values.Length).Should().BeApproximately(rate, 0.005);
        masked.Zip(values).Should().OnlyContain(pair => pair.First == 0 || pair.First == pair.Second);
        masked.Zip(masked.Skip(1)).Count(pair => pair is (0, 0)).Should().BeInRange((int)(94_000 * rate * rate), (int)(106_000 * rate * rate), "neighbours are independent");
        FluentActions.Invoking(() => new MaskingNoise(1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("rate is 1; expected 0 to below 1.*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    [InlineData(530)]
    public void Masking_is_the_same_at_every_width(int features)
    {
        float[] Masked(SimdLevel level)
        {
            var values = Bits.RandomValues(features, 5);
            MaskingNoise.Mask(level, 0.5f, key: 9, values);
            return values;
        }

        var expected = Masked(SimdLevel.Scalar);
        foreach (var level in Kernels.AllLevels)
        {
            Bits.ShouldBeSame(Masked(level), expected, $"{level}");
        }
    }

    [Fact]
    public void A_missing_feature_stays_so()
    {
        var noisy = new GaussianNoise(1).Preview([1, float.NaN, 3]);

        noisy.Select(float.IsNaN).Should().Equal(false, true, false);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Label_noise_replaces_its_share_of_the_classes_by_random_ones(double probability)
    {
        var data = TrainingData.FromClasses(new float[20_000], 1, [.. Enumerable.Range(0, 20_000).Select(i => i % 4)], 4);
        var rows = AugmentedRows.Of(data, [new LabelNoise(probability)], batchSize: 100);

        var changed = Enumerable.Range(0, 20_000).Where(i => rows.Classes[i] != i % 4).ToArray();
        ((double)changed.Length / 20_000).Should().BeApproximately(probability * 3 / 4, 0.012);

        // Each of the three other classes is as likely.
        var moves = changed.GroupBy(i => (i % 4, rows.Classes[i])).Select(group => (double)group.Count()).ToArray();
        moves.Should().HaveCount(probability == 0 ? 0 : 12);
        moves.Where(count => Math.Abs(count - moves.Average()) > 0.2 * moves.Average()).Should().BeEmpty();
    }

    [Fact]
    public void Label_noise_tosses_between_two_classes_of_one_output()
    {
        var data = TrainingData.FromBinary(new float[2000], 1, new bool[2000]);

        AugmentedRows.Of(data, [new LabelNoise(1)]).Classes.Average().Should().BeApproximately(0.5, 0.05);
    }

    [Fact]
    public void Label_noise_leaves_sparse_rows_sparse()
    {
        using var team = new WorkerTeam(1);
        var data = WideRows.Classes(90, Inputs, sparse: true);
        using var rows = data.CreateSource(new BatchContext(team, 1, ValidationFraction: 0, "training"), RowPart.All);
        var network = NetworkDescription.MultilayerPerceptron(data.Inputs, [], 3, Activation.Softmax);
        double Density(params Augmentation[] augmentations) => AugmentedSource.Of(rows, network, new() { Augmentations = augmentations }, team)!.Density;

        rows.Density.Should().BeLessThan(0.05);
        Density(new LabelNoise(0.5)).Should().Be(rows.Density);
        Density(new LabelNoise(0.5), new GaussianNoise(0.1f)).Should().Be(1, "noise is on every feature");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sparse_rows_train_the_network_of_the_same_rows_without_gaps(bool changesFeatures)
    {
        var (sparse, dense) = (WideRows.Classes(90, Inputs, sparse: true), WideRows.Classes(90, Inputs, sparse: false));
        var network = NetworkDescription.MultilayerPerceptron(sparse.Inputs, [8], 3, Activation.Softmax);
        var options = new TrainingOptions
        {
            Augmentations = changesFeatures ? [new LabelNoise(0.3), new Mixup(0.4)] : [new LabelNoise(0.3)],
            Epochs = 2,
            BatchSize = 8,
        };

        NetworkTrainer.Train(network, sparse, options).Bytes().Should().Equal(NetworkTrainer.Train(network, dense, options).Bytes());
    }
}
