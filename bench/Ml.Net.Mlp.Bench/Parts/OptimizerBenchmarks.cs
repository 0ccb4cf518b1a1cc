using BenchmarkDotNet.Attributes;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Bench;

/// <summary>One step of an optimizer over the 235,146 parameters of W1, on one thread.</summary>
public unsafe class OptimizerBenchmarks
{
    private const int Parameters = 235_152;

    private readonly AlignedBuffer[] _arrays = [.. Enumerable.Range(0, 5).Select(i => new AlignedBuffer(Parameters, color: i % 4))];
    private MiniBatchOptimizer _optimizer = null!;

    /// <summary>The rule.</summary>
    [Params(
        "sgd", "sgd(0.9, 1)", "rmsprop", "rmsprop(0.9, 1E-07, 0.9, 1)", "adagrad", "adadelta", "adam", "amsgrad", "adamax", "nadam", "lion")]
    public string Rule { get; set; } = "";

    /// <summary>Whether the gradient is clipped and the weights decay.</summary>
    [Params(false, true)]
    public bool Shaped { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _optimizer = (MiniBatchOptimizer)Optimizer.Parse(Rule);
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
        Moment1 = _arrays[2].Pointer,
        Moment2 = _arrays[3].Pointer,
        Moment3 = _arrays[4].Pointer,
        Count = Parameters,
        LearningRate = 0,
        Number = 1000,
        Shape = Shaped ? new ShapedGradient { Scale = 1, Limit = 1, L1 = 0, Decay = 0 } : null,
    });
}
