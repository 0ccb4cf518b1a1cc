using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// Leaving out steps with zeros, and computing layers along with their neighbours, must not change a bit.
/// </summary>
public sealed unsafe class NetworkPassTests
{
    private const int BatchRows = 150;
    private const ulong Seed = 9;

    private static readonly WorkerTeam[] Teams = [new(1), new(2), new(3)];

    // Widths on both sides of the sizes from which zeros are looked for, and tails at every vector width.
    public static TheoryData<string> Networks =>
    [
        "100-80:relu-50:relu-3:softmax",
        "70-150:relu-129:relu-67:relu-64:relu-1:identity",
        "130-96:tanh-dropout:50-70:tanh-dropout:30-33:identity",
        "65-150:sigmoid-dropout:30-48:relu-dropout:60-5:softmax",
        "90-dropout:50-64:relu-100:sigmoid-20:scaled_tanh",
        "64-100:relu-dropout:40-dropout:20-70:tanh-4:softmax",
        "200-150:identity-dropout:10-65:relu-17:relu",
        "17-64:relu-7:tanh-dropout:50-40:relu-2:identity",
        "90-activation:relu-80:identity-activation:relu-dropout:40-66:identity-dropout:20-activation:sigmoid-3:identity",
        "17-33:relu-activation:tanh-activation:relu-65:identity-activation:scaled_tanh-70:identity-activation:identity-1:tanh",
        "90-80:identity-batchnorm-70:relu-batchnorm-dropout:40-100:tanh-5:softmax",
        "90-80:relu-layernorm-70:identity-layernorm-dropout:40-100:tanh-5:softmax",
        "100-dropout:20-batchnorm-70:relu-dropout:30-layernorm-65:relu-dropout:20-scale-dropout:30-33:identity",
        "70-scale-dropout:30-64:relu-batchnorm-layernorm-scale-20:relu-3:softmax",
        "66-robust-scale-65:relu-standardize-64:relu-batchnorm-robust-5:identity",
        "90-80:identity-batchnorm-activation:relu-dropout:30-70:identity-layernorm-activation:relu-65:identity-batchnorm-activation:tanh-3:softmax",
        "70-scale-activation:relu-dropout:20-64:identity-batchnorm-dropout:30-activation:relu-batchnorm-20:identity-scale-activation:sigmoid-2:identity",
        "1-layernorm-17:relu-batchnorm-15:relu-layernorm-1:identity",
        "90-80:prelu-70:gelu-dropout:40-66:maxout(3)-dropout:20-65:identity-activation:mish-prelu-4:softmax",
        "120-maxout:3-100:leaky_relu(0)-64:leaky_relu(0.2)-dropout:30-70:maxout(2)-prelu-3:silu",
        "65-prelu-dropout:20-activation:gelu-17:elu(0)-64:hard_sigmoid-1:maxout(5)-2:identity",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_and_gradients_are_to_the_bit_those_of_layers_computed_one_by_one(string layers)
    {
        var network = TestNetworks.Parse(layers);
        var loss = new LossBinding(Loss.SquaredError, network.OutputLayer.Activation, classes: false);
        var parameters = RandomParameters(network);
        var plain = new UnfusedPass(network, BatchRows, Teams[0], SimdSupport.Best, parameters, Seed, loss);
        var parametersOfPasses = Machines().Select(_ => RandomParameters(network)).ToArray();
        var passes = Machines().Select((machine, i) => new NetworkPass(
            network, BatchRows, machine.Team, machine.Level, parametersOfPasses[i], loss, new AlignedBuffer(parameters.Length),
            Seed)).ToArray();

        // Fewer rows after more, and denser ones after sparser ones: nothing may be left of the batch before.
        var step = 0;
        foreach (var (rows, density) in new[] { (BatchRows, 0.1), (65, 0), (64, 0.4), (63, 0.9), (1, 0.2), (129, 0.3) })
        {
            Fill(rows, density, plain.Input);
            plain.Forward(rows, step);
            Fill(rows, 1, plain.OutputGradient);
            plain.Backward();
            for (var i = 0; i < passes.Length; i++)
            {
                var pass = passes[i];
                var what = $"{layers} at {Machines()[i].Level}, {Machines()[i].Team.Threads} threads, {rows} rows, density {density}";
                Fill(rows, density, pass.Input);
                pass.Forward(rows, step);
                CompareRows(pass.Output, plain.Output, rows, what + ", outputs");

                Fill(rows, 1, pass.OutputGradient);
                FillTrainable(network, pass.Gradient!, float.NaN);
                pass.Backward();
                Bits.ShouldBeSame(pass.Gradient!.Span, plain.Gradient.Span, what + ", gradient");
                Bits.ShouldBeSame(parametersOfPasses[i].Span, parameters.Span, what + ", parameters with running statistics");
            }

            step++;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Scores_are_to_the_bit_those_of_layers_computed_one_by_one(string layers)
    {
        var network = TestNetworks.Parse(layers);
        var loss = new LossBinding(Loss.SquaredError, network.OutputLayer.Activation, classes: false);
        var parameters = RandomParameters(network);
        var withoutDropout = new NetworkDescription(network.Inputs, [.. network.Layers.Where(layer => layer is not DropoutLayer)]);
        var plain = new UnfusedPass(withoutDropout, BatchRows, Teams[0], SimdSupport.Best, parameters, Seed, loss, isTraining: false);
        var pass = new NetworkPass(network, BatchRows, Teams[1], SimdSupport.Best, parameters, loss);
        foreach (var (rows, density) in new[] { (BatchRows, 0.1), (64, 0.4), (1, 0.9), (1, 0.2), (129, 0.3) })
        {
            Fill(rows, density, plain.Input);
            plain.Forward(rows, step: 0);
            Fill(rows, density, pass.Input);
            pass.Forward(rows);

            CompareRows(pass.Output, plain.Output, rows, $"{layers}, {rows} rows, density {density}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Weights_of_features_that_are_zero_are_not_read(int rows)
    {
        var network = TestNetworks.Parse("128-64:tanh-3:identity");
        var loss = new LossBinding(Loss.SquaredError, network.OutputLayer.Activation, classes: false);
        var parameters = RandomParameters(network);
        for (var output = 0; output < 64; output++)
        {
            parameters.Span[(int)PanelLayout.Index(128, 77, output)] = float.NaN;
        }

        var pass = new NetworkPass(network, rows, Teams[0], SimdSupport.Best, parameters);
        Fill(rows, 0.2, pass.Input);
        for (var row = 0; row < rows; row++)
        {
            pass.Input.RowSpan(row)[77] = 0;
        }

        pass.Forward(rows);

        for (var row = 0; row < rows; row++)
        {
            pass.Output.RowSpan(row).ToArray().Should().OnlyContain(y => float.IsFinite(y));
        }
    }

    [Theory]
    [InlineData("80-70:relu-64:relu-3:softmax")]
    [InlineData("64-66:sigmoid-49:tanh-3:softmax")]
    [InlineData("100-64:tanh-65:relu-3:softmax")]
    public void Outputs_and_gradients_of_sparse_rows_equal_the_reference(string layers)
    {
        var network = TestNetworks.Parse(layers);
        var random = new CounterRandom(3);
        var builder = TrainingDataBuilder.ForClasses(network.Inputs, network.Outputs);
        var features = new float[network.Inputs];
        for (var row = 0; row < 30; row++)
        {
            foreach (ref var value in features.AsSpan())
            {
                value = random.NextInt(5) == 0 ? (float)random.NextDouble() : 0;
            }

            builder.Add(features, row % network.Outputs);
        }

        var data = builder.Build();
        var parameters = TestNetworks.RandomParameters(network, seed: 4);
        var engine = new EngineProbe(network, data, Loss.CategoricalCrossEntropy, parameters);
        var reference = new ReferenceNetwork(network, parameters, Loss.CategoricalCrossEntropy);

        engine.ComputeGradient().Should().BeApproximately(reference.LossAndGradient(data, 0, data.Count), 1e-5);

        var gradients = engine.Unpack(engine.Gradient);
        for (var array = 0; array < gradients.Count; array++)
        {
            gradients[array].Zip(reference.Gradients[array], (actual, expected) => Math.Abs(actual - expected)).Max()
                .Should().BeLessThan(1e-6, "the gradient of parameter array {0} is the reference's", array);
        }
    }

    private static void FillTrainable(NetworkDescription network, AlignedBuffer gradient, float value)
    {
        foreach (var entry in new ParameterMap(network).Entries.Where(entry => entry.Part.IsTrainable))
        {
            gradient.Span.Slice((int)(entry.LayerOffset + entry.Part.Offset), (int)entry.Part.Size).Fill(value);
        }
    }

    private static (SimdLevel Level, WorkerTeam Team)[] Machines() =>
    [
        .. Kernels.AllLevels.Where(SimdSupport.IsSupported).Select(level => (level, Teams[0])),
        (SimdSupport.Best, Teams[1]),
        (SimdSupport.Best, Teams[2]),
    ];

    private static void CompareRows(Matrix actual, Matrix expected, int rows, string what)
    {
        for (var row = 0; row < rows; row++)
        {
            Bits.ShouldBeSame(actual.RowSpan(row), expected.RowSpan(row), what);
        }
    }

    private static void Fill(int rows, double density, Matrix matrix)
    {
        var random = new CounterRandom((ulong)rows);
        for (var row = 0; row < rows; row++)
        {
            var values = matrix.RowSpan(row);
            for (var column = 0; column < values.Length; column++)
            {
                var value = (float)(random.NextDouble() - 0.4);
                values[column] = random.NextDouble() < density ? value : column % 2 == 0 ? 0 : -0f;
            }
        }
    }

    // Parameters in the layout of the layers, with zeros in the padding. Every fifth unit of a dense layer gives zero, because
    // its weights are zero but for those from such units: so gradients flow back through zeros where the derivative there is not.
    private static AlignedBuffer RandomParameters(NetworkDescription network)
    {
        var map = new ParameterMap(network);
        var values = TestNetworks.RandomParameters(network, seed: 1);
        foreach (var (entry, array) in map.Entries.Zip(values).Where(pair => network.Layers[pair.First.Layer] is DenseLayer))
        {
            var units = entry.Part.Columns;
            for (var i = 0; i < array.Length; i++)
            {
                var isFromZero = entry.LayerOffset > 0 && entry.Part.Kind == ParameterKind.Weights && i / units % 5 == 4;
                array[i] = i % units % 5 == 4 && !isFromZero ? 0 : array[i];
            }
        }

        return map.Import([.. values.SelectMany(array => array)]);
    }
}
