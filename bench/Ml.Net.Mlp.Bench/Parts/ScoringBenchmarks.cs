using BenchmarkDotNet.Attributes;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Bench;

/// <summary>Scoring of digits in memory by the network of W1, trained for an epoch.</summary>
public class ScoringBenchmarks
{
    private readonly float[] _outputs = new float[10_000 * Workload.Outputs];
    private float[] _features = [];
    private Network _network = null!;

    /// <summary>Rows of a call.</summary>
    [Params(1, 16, 128, 10_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _features = MnistDigits.LoadFeatures(Rows);
        _network = Workload.Parse("W1").Train(MnistDigits.Load(10_000), 1, 1);
    }

    [Benchmark]
    public void Predict() => _network.Predict(_features, Rows, _outputs.AsSpan(0, Rows * Workload.Outputs), 1);
}
