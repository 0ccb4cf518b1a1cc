using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed unsafe class PReLULayerTests
{
    [Fact]
    public void Slopes_begin_where_the_description_says_and_the_padding_at_zero()
    {
        var layer = new PReLULayer(0.3f).CreateLayer(inputSize: 17, index: 0);
        var parameters = new AlignedBuffer(layer.ParameterSize);

        layer.Initialize(parameters.Pointer, new CounterRandom(1));

        parameters.Span[..17].ToArray().Should().OnlyContain(slope => slope == 0.3f);
        parameters.Span[17..].ToArray().Should().HaveCount(15).And.OnlyContain(value => value == 0);
    }

    [Fact]
    public void Weight_decay_leaves_slopes_alone()
    {
        var network = TestNetworks.Parse("3-5:identity-prelu-2:identity");
        var data = TestNetworks.Targets(network, 6, seed: 1);
        var parameters = TestNetworks.RandomParameters(network, seed: 1);
        parameters[1].AsSpan().Fill(10);
        var engine = new EngineProbe(network, data, Loss.SquaredError, parameters);
        engine.ComputeGradient();

        engine.CreateUpdate(new TrainingOptions { Optimizer = Optimizer.Sgd(), LearningRate = 0.1f, L2Regularization = 0.5f })(1);

        // All sums are positive, so that the slopes have no gradient.
        engine.Unpack(engine.Parameters)[2].Should().Equal(parameters[2]);
        engine.Unpack(engine.Parameters)[0].Should().NotEqual(parameters[0]);
    }

    [Fact]
    public void NaN_stays_NaN()
    {
        var output = Score(TestNetworks.Parse("2-prelu-2:identity"), [float.NaN, 1]);

        output.Should().OnlyContain(y => float.IsNaN(y));
    }

    [Fact]
    public void Training_changes_slopes_and_saving_keeps_them()
    {
        var network = TestNetworks.Parse("4-9:prelu-3:softmax");
        var trained = NetworkTrainer.Train(network, TestNetworks.Classes(network, 20, seed: 2), new TrainingOptions { Epochs = 3, Seed = 1 });
        var stream = new MemoryStream();
        trained.Save(stream);
        stream.Position = 0;

        var loaded = Network.Load(stream);

        trained.EnumerateParameters().ElementAt(2).Should().HaveCount(9).And.Contain(slope => slope != 0.25f);
        loaded.EnumerateParameters().Should().BeEquivalentTo(trained.EnumerateParameters(), options => options.WithStrictOrdering());
        loaded.Description.Should().Be(network);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Slopes_that_are_no_number_are_refused(float slope)
    {
        Action make = () => _ = new NetworkDescription(1, [new PReLULayer(slope), new DenseLayer(1)]);

        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Layer 0 (PReLU) has initial slope *; expected a finite number.*");
    }

    [Fact]
    public void Its_JSON_and_its_summary_name_it()
    {
        var network = new NetworkDescription(3, [new DenseLayer(4), new PReLULayer(0.5f), new DenseLayer(1)]);

        network.ToJson().Should().Contain("""{"layer":"prelu","initialSlope":0.5}""");
        NetworkDescription.FromJson(network.ToJson()).Should().Be(network);
        network.ParameterCount.Should().Be(16 + 4 + 5);
        network.Summary().Should().Contain("(PReLU)");
    }

    private static float[] Score(NetworkDescription network, float[] features)
    {
        var parameters = new ParameterMap(network).Import([.. TestNetworks.RandomParameters(network, seed: 1).SelectMany(values => values)]);
        var pass = new NetworkPass(network, 1, new WorkerTeam(1), SimdSupport.Best, parameters);
        features.CopyTo(pass.Input.RowSpan(0));
        pass.Forward(1);
        return pass.Output.RowSpan(0).ToArray();
    }
}
