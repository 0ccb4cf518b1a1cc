using System.Diagnostics;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Bench;

/// <summary>The parts of a training step, put together as a training does but callable one by one.</summary>
internal sealed unsafe class TrainingParts : IDisposable
{
    /// <summary>The parts of a step in their order.</summary>
    public static readonly string[] Names = ["gather", "forward", "loss", "backward", "update"];

    private readonly WorkerTeam _team;
    private readonly BatchSource _source;
    private readonly NetworkPass _pass;
    private readonly LossStep _loss;
    private readonly ParameterUpdate _update;
    private readonly float _learningRate;
    private readonly int _rows;
    private readonly int _batchRows;
    private long _step;

    public TrainingParts(Workload workload, int rows, int threads)
    {
        _rows = rows;
        _batchRows = workload.BatchSize;
        _team = new WorkerTeam(threads);
        var data = MnistDigits.Load(rows);
        var network = workload.Network;
        var level = SimdSupport.Best;
        var loss = new LossBinding(Engine.Loss.CategoricalCrossEntropy, network.OutputLayer.Activation, classes: true);
        var layers = NetworkPass.CreateLayers(network);
        var parameters = new AlignedBuffer(layers.Sum(l => l.ParameterSize));
        var offset = 0L;
        foreach (var layer in layers)
        {
            layer.Initialize(parameters.Pointer + offset, new CounterRandom((ulong)offset));
            offset += layer.ParameterSize;
        }

        _source = data.CreateSource(new BatchContext(_team, Seed: 0, ValidationFraction: 0, "training"), RowPart.All);
        _pass = new NetworkPass(
            network, _batchRows, _team, level, parameters, loss, new AlignedBuffer(parameters.Length, color: 1), seed: 1);
        _loss = new LossStep(_team, level, loss, _batchRows);
        _learningRate = workload.Optimizer.DefaultLearningRate;
        _update = new ParameterUpdate(
            _team, level, layers, new TrainingOptions { Optimizer = workload.Optimizer }, parameters, _pass.Gradient!);
    }

    /// <summary>Trains on all whole mini-batches; tells how many timer ticks each part of each step took.</summary>
    public void RunEpoch(Action<int, long> record)
    {
        BeginEpoch();
        for (var first = 0; first + _batchRows <= _rows; first += _batchRows)
        {
            var time = Stopwatch.GetTimestamp();
            void Lap(int part)
            {
                var now = Stopwatch.GetTimestamp();
                record(part, now - time);
                time = now;
            }

            Gather();
            Lap(0);
            Forward();
            Lap(1);
            Loss();
            Lap(2);
            Backward();
            Lap(3);
            Update();
            Lap(4);
        }
    }

    public void BeginEpoch() => _source.Begin((ulong)_step);

    public void Gather() => _source.Next(_pass.Input, _batchRows);

    public void Forward() => _pass.Forward(_batchRows, _step);

    public void Loss() => _loss.Compute(_pass.Output, _source, _batchRows, _pass.OutputGradient);

    public void Backward() => _pass.Backward();

    public void Update() => _update.Run(++_step, _learningRate);

    public void Dispose() => _team.Dispose();
}
