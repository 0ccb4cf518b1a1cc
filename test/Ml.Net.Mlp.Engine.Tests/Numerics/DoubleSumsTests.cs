using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed class DoubleSumsTests
{
    private const int Length = 100_000;

    [Theory]
    [InlineData(0, 16)]
    [InlineData(0, 2048)]
    [InlineData(32, 2064)]
    [InlineData(16, 99_984)]
    public void Sums_are_those_of_a_plain_loop(int first, int count)
    {
        using var team = new WorkerTeam(1);
        var (a, b) = (Random(1), Random(2));
        var sums = new DoubleSums(team, [(first, count)]);
        var range = Enumerable.Range(first, count).ToList();

        sums.Products(a, b).Should().BeApproximately(range.Sum(i => (double)a.Span[i] * b.Span[i]), 1e-9);
        sums.Absolutes(a).Should().BeApproximately(range.Sum(i => (double)Math.Abs(a.Span[i])), 1e-9);
    }

    [Fact]
    public void Ranges_are_added_up()
    {
        using var team = new WorkerTeam(1);
        var a = Random(1);

        new DoubleSums(team, [(0, 160), (480, 5008)]).Products(a, a).Should().BeApproximately(
            new DoubleSums(team, [(0, 160)]).Products(a, a) + new DoubleSums(team, [(480, 5008)]).Products(a, a), 1e-9);
        new DoubleSums(team, []).Products(a, a).Should().Be(0);
    }

    [Fact]
    public void Squares_that_no_float_can_hold_are_summed()
    {
        using var team = new WorkerTeam(1);
        var a = new AlignedBuffer(16);
        a.Span[3] = 3e38f;
        a.Span[9] = 1e-38f;

        new DoubleSums(team, [(0, 16)]).Products(a, a).Should().BeApproximately((double)3e38f * 3e38f, 1e62);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        var (a, b) = (Random(1), Random(2));
        double Sum(int threads)
        {
            using var team = new WorkerTeam(threads);
            return new DoubleSums(team, [(0, Length)]).Products(a, b);
        }

        var one = Sum(1);

        Sum(2).Should().Be(one);
        Sum(5).Should().Be(one);
    }

    private static AlignedBuffer Random(int seed)
    {
        var random = new Random(seed);
        var buffer = new AlignedBuffer(Length);
        foreach (ref var value in buffer.Span)
        {
            value = (random.NextSingle() * 2) - 1;
        }

        return buffer;
    }
}
