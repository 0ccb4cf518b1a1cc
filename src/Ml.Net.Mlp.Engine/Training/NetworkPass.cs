using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The layers of a network bound to parameters and to the memory for mini-batches of up to a number of rows: computes
/// outputs and, when made for training, gradients. One user at a time.
/// </summary>
internal sealed unsafe class NetworkPass
{
    private readonly Layer[] _layers;
    private readonly LayerPass[] _passes;
    private readonly AlignedBuffer _parameters;

    /// <summary>For scoring: layers that act only in training are left out.</summary>
    public NetworkPass(NetworkDescription network, int rows, WorkerTeam team, SimdLevel level, AlignedBuffer parameters)
        : this(network, rows, team, level, parameters, gradient: null, 0, gradientIsAtSums: false)
    {
    }

    /// <summary>For training.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="rows">Rows of a mini-batch at most.</param>
    /// <param name="team">Threads to use.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="parameters">The flat parameters.</param>
    /// <param name="gradient">Receives their gradient; null when only scoring.</param>
    /// <param name="seed">Key of the random streams.</param>
    /// <param name="gradientIsAtSums">Whether the loss gives the gradient at the output layer's weighted sums.</param>
    public NetworkPass(
        NetworkDescription network,
        int rows,
        WorkerTeam team,
        SimdLevel level,
        AlignedBuffer parameters,
        AlignedBuffer? gradient,
        ulong seed,
        bool gradientIsAtSums)
    {
        BatchRows = rows;
        _parameters = parameters;
        Gradient = gradient;
        Input = Output = new Matrix(rows, network.Inputs);
        _layers = CreateLayers(network);
        _passes = new LayerPass[_layers.Length];

        Matrix? gradientBefore = null;
        var offset = 0L;
        for (var i = 0; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            var outputs = gradient == null && layer.IsTrainingOnly ? Output : new Matrix(rows, layer.Outputs);
            var outputGradient = gradient == null ? null : new Matrix(rows, layer.Outputs);
            _passes[i] = new LayerPass
            {
                Team = team,
                Level = level,
                Seed = seed,
                Input = Output,
                Output = outputs,
                OutputGradient = outputGradient,
                InputGradient = gradientBefore,
                GradientIsAtSums = gradientIsAtSums && i == _layers.Length - 1,
                Parameters = parameters.Pointer + offset,
                Gradient = gradient == null ? null : gradient.Pointer + offset,
            };
            offset += layer.ParameterSize;
            Output = outputs;

            // Below the first layer with parameters nothing learns: no gradient is needed there.
            gradientBefore = offset > 0 ? outputGradient : null;
        }
    }

    /// <summary>Rows of a mini-batch at most.</summary>
    public int BatchRows { get; }

    /// <summary>The mini-batch's features, to be filled by the caller.</summary>
    public Matrix Input { get; }

    /// <summary>The network's outputs.</summary>
    public Matrix Output { get; }

    /// <summary>Gradient of the loss by the outputs, to be filled by the caller before <see cref="Backward"/>.</summary>
    public Matrix OutputGradient => _passes[^1].OutputGradient!;

    /// <summary>The flat gradient; null when only scoring.</summary>
    public AlignedBuffer? Gradient { get; }

    /// <summary>The objects that compute a network's layers.</summary>
    public static Layer[] CreateLayers(NetworkDescription network) =>
        [.. network.Walk().Select((step, index) => step.Layer.CreateLayer(step.Inputs, index))];

    /// <summary>Computes the outputs of the first rows of <see cref="Input"/>.</summary>
    public void Forward(int rows, long step = 0)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            var pass = _passes[i];
            if (pass.Input != pass.Output)
            {
                pass.Rows = rows;
                pass.Step = step;
                _layers[i].Forward(pass);
            }
        }

        GC.KeepAlive(_parameters);
    }

    /// <summary>Computes the flat gradient of the rows that <see cref="Forward"/> computed last.</summary>
    public void Backward()
    {
        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            _layers[i].Backward(_passes[i]);
        }

        GC.KeepAlive(Gradient);
    }
}
