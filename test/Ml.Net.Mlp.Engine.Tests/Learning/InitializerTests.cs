using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public unsafe class InitializerTests
{
    private static readonly (int Inputs, int Outputs)[] Shapes = [(200, 100), (37, 411), (100, 100)];

    public static TheoryData<string, int, int> InitializersAndShapes()
    {
        var cases = new TheoryData<string, int, int>();
        foreach (var initializer in Initializer.All.Concat([Initializer.Orthogonal(1.5f), Initializer.Uniform(2), Initializer.Normal(0.5f)]))
        {
            foreach (var (inputs, outputs) in Shapes)
            {
                cases.Add(initializer.ToString(), inputs, outputs);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(InitializersAndShapes))]
    public void Weights_have_mean_zero_and_the_variance_of_the_paper(string text, int inputs, int outputs)
    {
        var initializer = Initializer.Parse(text);
        var number = (double)initializer.Arguments.FirstOrDefault();
        var variance = initializer.Name switch
        {
            "glorot_uniform" or "glorot_normal" => 2.0 / (inputs + outputs),
            "he_uniform" or "he_normal" => 2.0 / inputs,
            "lecun_uniform" or "lecun_normal" => 1.0 / inputs,
            "random_uniform" => number * number / 3,
            "random_normal" => number * number,

            // As many vectors of the gain's length as there are rows or columns, whichever are fewer.
            "orthogonal" => number * number / Math.Max(inputs, outputs),
            "zeros" => 0,
            _ => throw new ArgumentException(text),
        };

        var weights = Weights(text, inputs, outputs);

        // Four standard deviations; a uniform sample's variance varies less than a normal one's.
        weights.Average(w => (double)w).Should().BeApproximately(0, 4 * Math.Sqrt(variance / weights.Length));
        weights.Average(w => (double)w * w).Should().BeApproximately(variance, variance * 4 * Math.Sqrt(2.0 / weights.Length));
    }

    [Theory]
    [InlineData("glorot_uniform", 200, 100, 6.0 / 300)]
    [InlineData("he_uniform", 200, 100, 6.0 / 200)]
    [InlineData("lecun_uniform", 200, 100, 3.0 / 200)]
    [InlineData("random_uniform(0.05)", 200, 100, 0.0025)]
    [InlineData("glorot_uniform", 3, 1, 6.0 / 4)]
    [InlineData("he_uniform", 1, 50, 6.0)]
    public void Uniform_weights_fill_the_range_of_the_paper_and_no_more(string name, int inputs, int outputs, double squaredLimit)
    {
        var limit = Math.Sqrt(squaredLimit);

        var weights = Weights(name, inputs, outputs);

        weights.Should().OnlyContain(w => Math.Abs(w) <= (float)limit);
        if (weights.Length > 1000)
        {
            weights.Max().Should().BeGreaterThan((float)(0.99 * limit));
            weights.Min().Should().BeLessThan((float)(-0.99 * limit));
        }
    }

    // Around the lanes and the blocks of vectors, and one of each.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(7, 1)]
    [InlineData(8, 8)]
    [InlineData(33, 9)]
    [InlineData(15, 40)]
    [InlineData(64, 64)]
    public void The_fewer_of_orthogonal_rows_and_columns_are_orthogonal_and_as_long_as_the_gain(int inputs, int outputs)
    {
        const float Gain = 1.5f;

        var weights = Weights($"orthogonal({Gain})", inputs, outputs);

        var (count, length) = (Math.Min(inputs, outputs), Math.Max(inputs, outputs));
        double Weight(int vector, int i) => inputs >= outputs ? weights[(i * outputs) + vector] : weights[(vector * outputs) + i];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var product = Enumerable.Range(0, length).Sum(i => Weight(a, i) * Weight(b, i));
                product.Should().BeApproximately(a == b ? Gain * Gain : 0, 1e-6, "of vectors {0} and {1}", a, b);
            }
        }
    }

    /// <summary>A difference here means that trainings give other networks than on other machines or in other versions.</summary>
    [Fact]
    public void Orthogonal_weights_are_those_of_every_other_machine() =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(Weights("orthogonal", 61, 37))))
            .Should().Be("2285C0BC0DC7C37599323B231C64CCA027BBC79181E3FDF91DCD5E7344385DE1");

    [Theory]
    [InlineData("orthogonal(0)", "gain is out of range; expected a finite number above 0.*")]
    [InlineData("random_uniform(-1)", "range is out of range; expected a finite number above 0.*")]
    [InlineData("random_normal(NaN)", "standardDeviation is out of range; expected a finite number above 0.*")]
    [InlineData("zeros(1)", "The initializer 'zeros(1)' can't be read; expected 'zeros' without numbers.*")]
    [InlineData("ones", "There is no initializer 'ones'; expected one of glorot_uniform, *")]
    public void Numbers_out_of_range_are_refused(string text, string message)
    {
        Action parse = () => Initializer.Parse(text);

        parse.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Names_and_numbers_are_read_and_written()
    {
        foreach (var initializer in Initializer.All.Concat([Initializer.Orthogonal(1.5f), Initializer.Uniform(2), Initializer.Normal(0.5f)]))
        {
            Initializer.Parse(initializer.ToString()).Should().Be(initializer);
        }

        Initializer.Uniform().ToString().Should().Be("random_uniform(0.05)");
        Initializer.Orthogonal(2).Should().NotBe(Initializer.Orthogonal());
        Initializer.All.Select(i => i.Name).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("glorot_normal")]
    [InlineData("he_normal")]
    [InlineData("lecun_normal")]
    [InlineData("random_normal")]
    public void Normal_weights_have_the_normal_distribution_s_tails(string name)
    {
        var weights = Weights(name, 200, 200);
        var deviation = Math.Sqrt(weights.Average(w => (double)w * w));

        double Share(double deviations) => weights.Count(w => Math.Abs(w) > deviations * deviation) / (double)weights.Length;

        Share(1).Should().BeApproximately(0.3173, 0.01);
        Share(2).Should().BeApproximately(0.0455, 0.005);
        Share(3).Should().BeApproximately(0.0027, 0.0015);
    }

    [Fact]
    public void Biases_and_padding_begin_at_zero()
    {
        foreach (var initializer in Initializer.All)
        {
            const int Inputs = 17;
            const int Outputs = 3;
            var layer = new Dense(Inputs, Outputs, Activation.ReLU, initializer);
            var buffer = new AlignedBuffer(layer.ParameterSize);

            layer.Initialize(buffer.Pointer, new CounterRandom(1));

            // 32 × 16 weights with their padding, then 16 biases.
            layer.ParameterSize.Should().Be((32 * 16) + 16);
            var weights = Enumerable.Range(0, Inputs * Outputs)
                .Select(i => (int)PanelLayout.Index(Inputs, i / Outputs, i % Outputs)).ToHashSet();
            for (var i = 0; i < buffer.Length; i++)
            {
                (buffer.Span[i] != 0).Should().Be(weights.Contains(i) && initializer != Initializer.Zeros, "place {0} of {1}", i, initializer);
            }
        }
    }

    [Fact]
    public void Layers_and_seeds_have_weights_of_their_own()
    {
        var network = TestNetworks.Parse("8-8:tanh-8:tanh-2:softmax");
        var first = Initial(network, seed: 1);
        var second = Initial(network, seed: 2);

        first.GetWeights(0).Should().NotIntersectWith(first.GetWeights(1));
        first.GetWeights(0).Should().NotIntersectWith(second.GetWeights(0));
        first.GetWeights(0).Should().Equal(Initial(network, seed: 1).GetWeights(0));
    }

    [Fact]
    public void Each_layer_is_drawn_by_its_own_initializer()
    {
        var network = new NetworkDescription(
            50, [new DenseLayer(150, Activation.ReLU, Initializer.HeUniform), new DenseLayer(50, Activation.Softmax)]);

        var trained = Initial(network, seed: 1);

        trained.GetWeights(0).Max().Should().BeInRange(0.99f * MathF.Sqrt(6 / 50f), MathF.Sqrt(6 / 50f));
        trained.GetWeights(1).Max().Should().BeInRange(0.99f * MathF.Sqrt(6 / 200f), MathF.Sqrt(6 / 200f));
    }

    // A step this small leaves every weight as it was drawn.
    private static Network Initial(NetworkDescription network, int seed) =>
        NetworkTrainer.Train(network, TestNetworks.Classes(network, 4, seed: 1), new TrainingOptions
        {
            Optimizer = Optimizer.Sgd(), LearningRate = 1e-30f, Epochs = 1, Seed = seed, NumberOfThreads = 1,
        });

    private static float[] Weights(string name, int inputs, int outputs)
    {
        var layer = new Dense(inputs, outputs, Activation.Identity, Initializer.Parse(name));
        var buffer = new AlignedBuffer(layer.ParameterSize);
        layer.Initialize(buffer.Pointer, new CounterRandom(CounterRandom.Key(5, RandomPurpose.Initialization)));
        var weights = new float[inputs * outputs];
        PanelLayout.Unpack(buffer.Pointer, inputs, outputs, weights);
        return weights;
    }
}
