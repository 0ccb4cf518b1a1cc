using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Random numbers: the published sequence, the distributions, and independent streams.</summary>
public sealed class CounterRandomTests
{
    private const ulong Seed = 1234567;

    /// <summary>The first outputs of SplitMix64 for this seed, as published with its reference implementation.</summary>
    private static readonly ulong[] Published =
    [
        6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
    ];

    [Fact]
    public void Draws_are_those_of_SplitMix64()
    {
        var random = new CounterRandom(Seed);

        Published.Select(_ => random.Next()).Should().Equal(Published);
    }

    [Fact]
    public void Any_draw_can_be_made_without_those_before()
    {
        var random = new CounterRandom(Seed);
        for (var i = 0; i < 1000; i++)
        {
            CounterRandom.At(Seed, i).Should().Be(random.Next());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12345)]
    [InlineData(int.MaxValue - 3L)]
    [InlineData(1L << 40)]
    public void Draws_made_side_by_side_are_those_made_one_by_one(long index)
    {
        foreach (var key in new ulong[] { 0, Seed, ulong.MaxValue })
        {
            var four = CounterRandom.At256(key, index);
            var eight = CounterRandom.At512(key, index);
            for (var i = 0; i < 8; i++)
            {
                eight[i].Should().Be(CounterRandom.At(key, index + i));
                four[i % 4].Should().Be(CounterRandom.At(key, index + (i % 4)));
            }
        }
    }

    [Fact]
    public void Doubles_are_uniform_from_0_to_below_1()
    {
        var random = new CounterRandom(1);
        var values = Draw(200_000, () => random.NextDouble());

        values.Should().OnlyContain(x => x >= 0 && x < 1);
        Moments(values).Mean.Should().BeApproximately(0.5, 0.003);
        Moments(values).Variance.Should().BeApproximately(1.0 / 12, 0.001);
    }

    [Fact]
    public void Normal_values_have_mean_0_variance_1_and_the_tails_of_a_normal_distribution()
    {
        var random = new CounterRandom(2);
        var values = Draw(200_000, () => random.NextNormal());

        Moments(values).Mean.Should().BeApproximately(0, 0.01);
        Moments(values).Variance.Should().BeApproximately(1, 0.02);
        Share(1).Should().BeApproximately(0.3173, 0.006);
        Share(2).Should().BeApproximately(0.0455, 0.003);
        Share(3).Should().BeApproximately(0.0027, 0.0008);

        double Share(double limit) => values.Count(x => Math.Abs(x) > limit) / (double)values.Length;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(127)]
    public void Integers_below_a_bound_are_equally_frequent(int bound)
    {
        var random = new CounterRandom(3);
        var counts = new int[bound];
        var draws = 2000 * bound;
        for (var i = 0; i < draws; i++)
        {
            counts[random.NextInt(bound)]++;
        }

        // Each count is binomial with a standard deviation of about 45.
        counts.Should().OnlyContain(count => Math.Abs(count - 2000) < 250);
    }

    [Fact]
    public void Integers_cover_the_range_of_the_largest_bound()
    {
        var random = new CounterRandom(4);
        var values = Draw(10_000, () => (double)random.NextInt(int.MaxValue));

        values.Should().OnlyContain(x => x >= 0 && x < int.MaxValue);
        values.Max().Should().BeGreaterThan(0.99 * int.MaxValue);
        Moments(values).Mean.Should().BeApproximately(0.5 * int.MaxValue, 0.02 * int.MaxValue);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Shuffle_gives_a_permutation(int count)
    {
        var values = Enumerable.Range(0, count).ToArray();
        new CounterRandom(5).Shuffle(values);

        values.Order().Should().Equal(Enumerable.Range(0, count));
        if (count == 1000)
        {
            values.Should().NotEqual(Enumerable.Range(0, count));
        }
    }

    [Fact]
    public void Shuffle_gives_every_order_equally_often()
    {
        var random = new CounterRandom(6);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 12_000; i++)
        {
            int[] values = [0, 1, 2, 3];
            random.Shuffle(values);
            var order = string.Concat(values);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        counts.Should().HaveCount(24);
        counts.Values.Should().OnlyContain(count => Math.Abs(count - 500) < 130);
    }

    [Fact]
    public void Each_seed_purpose_and_pair_of_counters_has_a_stream_of_its_own()
    {
        var keys = new HashSet<ulong>();
        var made = 0;
        foreach (var seed in new ulong[] { 0, 1, 2, ulong.MaxValue })
        {
            foreach (var purpose in Enum.GetValues<RandomPurpose>())
            {
                for (var counter1 = 0; counter1 < 30; counter1++)
                {
                    for (var counter2 = 0; counter2 < 30; counter2++)
                    {
                        keys.Add(CounterRandom.Key(seed, purpose, counter1, counter2));
                        made++;
                    }
                }
            }
        }

        keys.Should().HaveCount(made);
    }

    [Fact]
    public void Streams_of_neighbouring_counters_are_not_correlated()
    {
        var one = new CounterRandom(CounterRandom.Key(7, RandomPurpose.Dropout, 1));
        var two = new CounterRandom(CounterRandom.Key(7, RandomPurpose.Dropout, 2));
        var products = Draw(50_000, () => (one.NextDouble() - 0.5) * (two.NextDouble() - 0.5));

        Moments(products).Mean.Should().BeApproximately(0, 0.002);
    }

    [Fact]
    public void The_numbers_of_the_purposes_stay_as_they_are() =>
        Enum.GetValues<RandomPurpose>().Select(purpose => $"{purpose} {(int)purpose}").Should()
            .Equal("Initialization 1", "Shuffle 2", "ValidationSplit 3", "Dropout 4", "Augmentation 5", "LabelNoise 6", "LearningRateFinder 7", "Statistics 8", "Pretraining 9");

    private static double[] Draw(int count, Func<double> draw)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = draw();
        }

        return values;
    }

    private static (double Mean, double Variance) Moments(double[] values)
    {
        var mean = values.Average();
        return (mean, values.Average(x => (x - mean) * (x - mean)));
    }
}
