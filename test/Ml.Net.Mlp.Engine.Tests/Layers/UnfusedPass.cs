using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// A network's layers one after the other, each on its own: no zeros are looked for and nothing is computed along with a
/// neighbour. What <see cref="NetworkPass"/> does faster must equal this.
/// </summary>
internal sealed unsafe class UnfusedPass
{
    private readonly Layer[] _layers;
    private readonly LayerPass[] _passes;
    private readonly AlignedBuffer _parameters;

    public UnfusedPass(
        NetworkDescription network,
        int rows,
        WorkerTeam team,
        SimdLevel level,
        AlignedBuffer parameters,
        ulong seed,
        LossBinding loss,
        bool isTraining = true)
    {
        _parameters = parameters;
        Gradient = new AlignedBuffer(parameters.Length);
        Input = Output = new Matrix(rows, network.Inputs);
        _layers = NetworkPass.CreateLayers(network);
        _passes = new LayerPass[_layers.Length];
        Matrix? inputGradient = null;
        var offset = 0L;
        for (var i = 0; i < _layers.Length; i++)
        {
            var outputs = new Matrix(rows, _layers[i].Outputs);
            OutputGradient = new Matrix(rows, _layers[i].Outputs);
            _passes[i] = new LayerPass
            {
                Team = team,
                Level = level,
                Seed = seed,
                Input = Output,
                Output = outputs,
                OutputGradient = OutputGradient,
                InputGradient = inputGradient,
                IsTraining = isTraining,
                Derivatives = _layers[i].StoresDerivatives ? new Matrix(rows, _layers[i].Outputs) : null,
                LeavesSums = loss.LeavesSums && i == _layers.Length - 1,
                Parameters = parameters.Pointer + offset,
                Gradient = Gradient.Pointer + offset,
            };
            Output = outputs;
            inputGradient = OutputGradient;
            offset += _layers[i].ParameterSize;
        }
    }

    public Matrix Input { get; }

    public Matrix Output { get; }

    public Matrix OutputGradient { get; } = null!;

    public AlignedBuffer Gradient { get; }

    public void Forward(int rows, long step)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            _passes[i].Rows = rows;
            _passes[i].Step = step;
            _layers[i].Forward(_passes[i]);
        }

        GC.KeepAlive(_parameters);
    }

    public void Backward()
    {
        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            _layers[i].Backward(_passes[i]);
        }
    }
}
