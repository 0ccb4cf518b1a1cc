using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public unsafe class InitializerTests
{
    public static TheoryData<string, int, int> InitializersAndShapes()
    {
        var cases = new TheoryData<string, int, int>();
        foreach (var initializer in Initializer.All)
        {
            cases.Add(initializer.Name, 200, 100);
            cases.Add(initializer.Name, 37, 411);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(InitializersAndShapes))]
    public void Weights_have_mean_zero_and_the_variance_of_the_paper(string name, int inputs, int outputs)
    {
        var variance = name.StartsWith("glorot", StringComparison.Ordinal) ? 2.0 / (inputs + outputs) : 2.0 / inputs;

        var weights = Weights(name, inputs, outputs);

        // Four standard deviations; a uniform sample's variance varies less than a normal one's.
        weights.Average().Should().BeApproximately(0, (float)(4 * Math.Sqrt(variance / weights.Length)));
        weights.Average(w => (double)w * w).Should().BeApproximately(variance, variance * 4 * Math.Sqrt(2.0 / weights.Length));
    }

    [Theory]
    [InlineData("glorot_uniform", 200, 100, 300)]
    [InlineData("he_uniform", 200, 100, 200)]
    [InlineData("glorot_uniform", 3, 1, 4)]
    [InlineData("he_uniform", 1, 50, 1)]
    public void Uniform_weights_fill_the_range_of_the_paper_and_no_more(string name, int inputs, int outputs, int fan)
    {
        var limit = Math.Sqrt(6.0 / fan);

        var weights = Weights(name, inputs, outputs);

        weights.Should().OnlyContain(w => Math.Abs(w) <= (float)limit);
        if (weights.Length > 1000)
        {
            weights.Max().Should().BeGreaterThan((float)(0.99 * limit));
            weights.Min().Should().BeLessThan((float)(-0.99 * limit));
        }
    }

    [Theory]
    [InlineData("glorot_normal")]
    [InlineData("he_normal")]
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
                (buffer.Span[i] != 0).Should().Be(weights.Contains(i), "place {0} of {1}", i, initializer);
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
