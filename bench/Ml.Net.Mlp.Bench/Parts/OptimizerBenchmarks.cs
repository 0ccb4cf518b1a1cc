using BenchmarkDotNet.Attributes;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Bench;

/// <summary>One step of an optimizer over the 235,146 parameters of W1, on one thread.</summary>
public unsafe class OptimizerBenchmarks
{
    private const int Parameters = 235_152;

    private readonly AlignedBuffer[] _arrays = [.. Enumerable.Range(0, 4).Select(i => new AlignedBuffer(Parameters, color: i))];
    private Optimizer _optimizer = null!;

    /// <summary>The rule.</summary>
    [Params("adam", "nadam", "sgd", "nesterov")]
    public string Rule { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _optimizer = Rule switch
        {
            "adam" => Optimizer.Adam(),
            "nadam" => Optimizer.Nadam(),
            "sgd" => Optimizer.Sgd(),
            _ => Optimizer.Sgd(0.9f, nesterov: true),
        };
        var random = new Random(1);
        foreach (ref var gradient in _arrays[1].Span)
        {
            gradient = random.NextSingle() - 0.5f;
        }
    }

    // A rate of nothing keeps the parameters where they are, however many steps the benchmark takes.
    [Benchmark]
    public void Update() => _optimizer.Update(SimdSupport.Best, new OptimizerStep
    {
        Parameters = _arrays[0].Pointer,
        Gradient = _arrays[1].Pointer,
        Moment1 = _optimizer.MomentCount > 0 ? _arrays[2].Pointer : null,
        Moment2 = _optimizer.MomentCount > 1 ? _arrays[3].Pointer : null,
        Count = Parameters,
        LearningRate = 0,
        Number = 1000,
    });
}
