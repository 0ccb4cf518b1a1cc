using BenchmarkDotNet.Attributes;

namespace Ml.Net.Mlp.Bench;

/// <summary>The parts of a training step, each repeated by itself on the same mini-batch of MNIST's digits.</summary>
public class StepBenchmarks : IDisposable
{
    private TrainingParts _parts = null!;

    /// <summary>The workload.</summary>
    [Params("W1", "W1-dropout", "W2-dropout", "W3")]
    public string Workload { get; set; } = "";

    /// <summary>Threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _parts = new TrainingParts(Bench.Workload.Parse(Workload), rows: 4096, Threads);
        _parts.RunEpoch((_, _) => { });
    }

    [Benchmark]
    public void Gather()
    {
        _parts.BeginEpoch();
        _parts.Gather();
    }

    [Benchmark]
    public void Forward() => _parts.Forward();

    [Benchmark]
    public void Loss() => _parts.Loss();

    [Benchmark]
    public void Backward() => _parts.Backward();

    [Benchmark]
    public void Update() => _parts.Update();

    [GlobalCleanup]
    public void Dispose() => _parts.Dispose();
}
