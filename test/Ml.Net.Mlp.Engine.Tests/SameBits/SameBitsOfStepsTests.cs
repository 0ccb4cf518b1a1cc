using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Every optimizer, clipping, penalty, bound and average gives the same bits at any vector width and on any machine.</summary>
public sealed unsafe class SameBitsOfStepsTests
{
    private static readonly Layer[] Layers = NetworkPass.CreateLayers(TestNetworks.Parse("19-17:tanh-3:softmax"));

    private static readonly string[] Optimizers =
        [.. MiniBatchOptimizers.All.Select(o => o.ToString()), "sgd(0.9, 0)", "sgd(0.9, 1)", "rmsprop(0.9, 1E-07, 0.9, 0)",
        "rmsprop(0.9, 1E-07, 0, 1)", "rmsprop(0.9, 1E-07, 0.9, 1)"];

    private static readonly TrainingOptions[] Options =
    [
        new(),
        new() { ClipValue = 0.5f, L1Regularization = 0.01f, WeightDecay = 0.1f },
        new() { ClipNorm = 0.5f, L2Regularization = 0.01f, MaxNorm = 0.9f, WeightAveraging = 0.99f },
    ];

    [Fact]
    public void Steps_give_the_same_bits_at_every_width()
    {
        foreach (var optimizer in Optimizers)
        {
            for (var i = 0; i < Options.Length; i++)
            {
                var expected = Steps(SimdLevel.Scalar, optimizer, Options[i]);
                foreach (var level in Kernels.AllLevels)
                {
                    Bits.ShouldBeSame(Steps(level, optimizer, Options[i]), expected, $"{optimizer} with options {i} at {level}");
                }
            }
        }
    }

    [Fact]
    public void Iterations_of_Lbfgs_give_the_same_bits_at_every_width()
    {
        var expected = Iterations(SimdLevel.Scalar);
        foreach (var level in Kernels.AllLevels.Where(SimdSupport.IsSupported))
        {
            Bits.ShouldBeSame(Iterations(level), expected, $"L-BFGS at {level}");
        }
    }

    /// <summary>A change of the numeric code changes the expected values, and with them what users get for a seed.</summary>
    [Fact]
    public void The_bits_are_those_of_every_other_machine()
    {
        Hash(Optimizers.SelectMany(optimizer => Options.SelectMany(options => Steps(SimdSupport.Best, optimizer, options))))
            .Should().Be("44472E269FB813E909E17FB4D1815C580B7DA278C0D708750386324AE8FF3DFB");
        Hash(Iterations(SimdSupport.Best)).Should().Be("74F098FAE416915A12C1CBF7FD30ED99E3358FDADF1E13A87AC8653B79D3A81B");
    }

    /// <summary>Parameters, what is carried on and the result after four steps from made-up gradients.</summary>
    private static float[] Steps(SimdLevel level, string optimizer, TrainingOptions regularization)
    {
        using var team = new WorkerTeam(1);
        var length = (int)Layers.Sum(layer => layer.ParameterSize);
        var (parameters, gradient) = (new AlignedBuffer(length), new AlignedBuffer(length));
        Bits.RandomValues(length, seed: 1).CopyTo(parameters.Span);
        var update = new ParameterUpdate(team, level, Layers, WithOptimizer(regularization, optimizer), parameters, gradient);
        for (var step = 1; step <= 4; step++)
        {
            Bits.RandomValues(length, (ulong)step + 1).CopyTo(gradient.Span);
            update.Run(step, 0.01f);
        }

        return [.. update.State.Append(parameters).Append(update.Result).SelectMany(buffer => buffer.Span.ToArray())];
    }

    private static float[] Iterations(SimdLevel level)
    {
        var network = TestNetworks.Parse("19-33:tanh-3:softmax");
        var engine = new EngineProbe(
            network, Data(network), Loss.CategoricalCrossEntropy, Values(network), level);
        var lbfgs = engine.CreateLbfgs(new() { Optimizer = Optimizer.Lbfgs(3), L2Regularization = 0.01f });
        for (var iteration = 0; iteration < 6; iteration++)
        {
            lbfgs.Run(1);
        }

        return engine.Parameters.Span.ToArray();
    }

    // System.Random may change between versions of .NET.
    private static TrainingData Data(NetworkDescription network) => TrainingData.FromClasses(
        Bits.RandomValues(40 * network.Inputs, seed: 2), network.Inputs, [.. Enumerable.Range(0, 40).Select(row => row % 3)], 3);

    private static List<float[]> Values(NetworkDescription network) =>
        [.. network.Walk().SelectMany(step => new[] { step.Inputs * ((DenseLayer)step.Layer).Units, ((DenseLayer)step.Layer).Units })
            .Select((count, array) => Bits.RandomValues(count, (ulong)array).Select(value => value / 4).ToArray())];

    private static string Hash(IEnumerable<float> values) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(values.ToArray())));

    private static TrainingOptions WithOptimizer(TrainingOptions options, string optimizer) => new()
    {
        Optimizer = Optimizer.Parse(optimizer),
        L1Regularization = options.L1Regularization,
        L2Regularization = options.L2Regularization,
        WeightDecay = options.WeightDecay,
        MaxNorm = options.MaxNorm,
        ClipValue = options.ClipValue,
        ClipNorm = options.ClipNorm,
        WeightAveraging = options.WeightAveraging,
    };
}
