using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// The engine's own forward pass, loss, backward pass and update, one at a time and from parameters of the test's choice.
/// </summary>
internal sealed unsafe class EngineProbe
{
    private static readonly WorkerTeam Team = new(1);

    private readonly Layer[] _layers;
    private readonly BatchSource _source;
    private readonly LossStep _lossStep;
    private readonly NetworkPass _pass;
    private readonly TrainingData _data;
    private readonly SimdLevel _level;

    public EngineProbe(
        NetworkDescription network, TrainingData data, Loss loss, IReadOnlyList<float[]> parameters, SimdLevel? level = null)
    {
        _level = level ?? SimdSupport.Best;
        _data = data;
        _layers = NetworkPass.CreateLayers(network);
        Parameters = new AlignedBuffer(_layers.Sum(l => l.ParameterSize));
        var binding = new LossBinding(loss, network.OutputLayer.Activation, data.HasClasses);
        _source = data.CreateSource(new BatchContext(Team, Seed: 0, ValidationFraction: 0, "training"), RowPart.All);
        _lossStep = new LossStep(Team, _level, binding, data.Count);
        _pass = new NetworkPass(
            network, data.Count, Team, _level, Parameters, binding, new AlignedBuffer(Parameters.Length), seed: 7);
        Pack(parameters);
    }

    /// <summary>The flat parameters; may be changed.</summary>
    public AlignedBuffer Parameters { get; }

    /// <summary>The flat gradient that <see cref="ComputeGradient(long)"/> wrote.</summary>
    public AlignedBuffer Gradient => _pass.Gradient!;

    /// <summary>Mean loss of all rows.</summary>
    public double Loss(long step = 0) => Forward(0, _data.Count, step);

    /// <summary>Mean loss of all rows; computes the gradient too.</summary>
    public double ComputeGradient(long step = 0) => ComputeGradient(0, _data.Count, step);

    /// <summary>Mean loss of some rows, which begin where the last ones ended or at 0; computes the gradient too.</summary>
    public double ComputeGradient(int first, int rows, long step = 0)
    {
        var loss = Forward(first, rows, step);
        _pass.Backward();
        return loss;
    }

    /// <summary>Makes the engine's steps from <see cref="Gradient"/>, at the options' learning rate; takes the number of the step.</summary>
    public Action<long> CreateUpdate(TrainingOptions options)
    {
        var update = CreateParameterUpdate(options);
        return step => update.Run(step, options.LearningRate ?? options.Optimizer.DefaultLearningRate);
    }

    /// <summary>What makes the engine's steps from <see cref="Gradient"/>.</summary>
    public ParameterUpdate CreateParameterUpdate(TrainingOptions options) =>
        new(Team, _level, _layers, options, Parameters, Gradient);

    /// <summary>What makes the engine's L-BFGS iterations over all rows, in mini-batches of their number at most.</summary>
    public LbfgsIteration CreateLbfgs(TrainingOptions options) => new(
        Team, _level, (LbfgsOptimizer)options.Optimizer, Parameters,
        new FullBatchObjective(Team, _level, _layers, options, Parameters, _pass, _lossStep, _source));

    /// <summary>The outputs of the last forward pass.</summary>
    public float[] Output(int row) => _pass.Output.RowSpan(row).ToArray();

    /// <summary>The parameters of each layer in turn: of a dense one weights (inputs × outputs, row-major) and bias.</summary>
    public List<float[]> Unpack(AlignedBuffer buffer) => [.. Parts().Select(part =>
    {
        var values = new float[part.Part.Count];
        part.Part.Export(buffer.Pointer + part.Offset, values);
        return values;
    })];

    /// <summary>Whether gradients change the arrays of <see cref="Unpack"/>.</summary>
    public List<bool> AreTrainable() => [.. Parts().Select(part => part.Part.IsTrainable)];

    /// <summary>Where the values of <see cref="Unpack"/> stand in the flat array, in the same order.</summary>
    public List<int[]> Places() => [.. Parts().Select(part => Enumerable.Range(0, (int)part.Part.Count)
        .Select(i => (int)(part.Offset + part.Part.Offset) + (part.Part.Kind == ParameterKind.Weights
            ? (int)PanelLayout.Index(part.Part.Rows, i / part.Part.Columns, i % part.Part.Columns)
            : i)).ToArray())];

    private void Pack(IReadOnlyList<float[]> parameters)
    {
        var places = Places();
        for (var array = 0; array < places.Count; array++)
        {
            for (var i = 0; i < places[array].Length; i++)
            {
                Parameters.Span[places[array][i]] = parameters[array][i];
            }
        }
    }

    private double Forward(int first, int rows, long step)
    {
        if (first == 0)
        {
            _source.Begin(shuffleKey: null);
        }

        _source.Next(_pass.Input, rows).Should().Be(rows);
        _pass.Forward(rows, step);
        return _lossStep.Compute(_pass.Output, _source, rows, _pass.OutputGradient).Loss / rows;
    }

    private IEnumerable<(ParameterPart Part, long Offset)> Parts()
    {
        var offset = 0L;
        foreach (var layer in _layers)
        {
            foreach (var part in layer.Parts)
            {
                yield return (part, offset);
            }

            offset += layer.ParameterSize;
        }
    }
}
