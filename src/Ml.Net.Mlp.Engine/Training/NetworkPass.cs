using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The layers of a network bound to parameters and to the memory for mini-batches of up to a number of rows: computes
/// outputs and, when made for training, gradients. One user at a time.
/// </summary>
internal sealed unsafe class NetworkPass
{
    // Below these sizes looking for zeros takes about as long as it saves.
    private const int FewestInputsToSkip = 64;
    private const int FewestPanelsToSkip = 3;

    /// <summary>
    /// Inputs from which on sparse rows are computed as such; below, and where more of the values are not zero, their zeros are put
    /// in and left out again by <see cref="NonZeros"/>, which is as fast or faster. Measured, a step of 256 rows and 128 units:
    /// 4,096 inputs of which 1 % are not zero 0.74 of the time, 32,768 inputs with 0.03 % 0.15, but 4,096 with 10 % 1.1 (1.8 with
    /// 32 rows).
    /// </summary>
    private const int FewestSparseInputs = 4096;

    private const double LargestSparseDensity = 1 / 32.0;

    private readonly Layer[] _layers;
    private readonly LayerPass[] _passes;
    private readonly AlignedBuffer _parameters;

    /// <summary>Binds a network to memory.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="rows">Rows of a mini-batch at most.</param>
    /// <param name="team">Threads to use.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="parameters">The flat parameters.</param>
    /// <param name="loss">The loss that takes the outputs, in a <see cref="LossStep"/>; null when only scoring.</param>
    /// <param name="gradient">
    /// Receives the gradient of the parameters; null when not training: layers that act only in training are then left out.
    /// </param>
    /// <param name="seed">Key of the training's random streams.</param>
    /// <param name="forInputs">
    /// Whether a gradient by the inputs is wanted, of the network as it scores; it must have no layers that act only in training.
    /// </param>
    /// <param name="layers">The layers that take part, from the first on; null for all.</param>
    /// <param name="sparse">Whether the rows are sparse; only where <see cref="TakesSparseRows"/>.</param>
    public NetworkPass(
        NetworkDescription network,
        int rows,
        WorkerTeam team,
        SimdLevel level,
        AlignedBuffer parameters,
        LossBinding? loss = null,
        AlignedBuffer? gradient = null,
        ulong seed = 0,
        bool forInputs = false,
        int? layers = null,
        bool sparse = false)
    {
        BatchRows = rows;
        _parameters = parameters;
        Gradient = gradient;
        Input = Output = new Matrix(rows, sparse ? 0 : network.Inputs);
        SparseInput = sparse ? new SparseBatch(rows, network.Inputs) : null;
        Sink = SparseInput == null ? new MatrixSink(Input) : new SparseBatchSink(SparseInput);
        _layers = CreateLayers(network)[..(layers ?? network.Layers.Count)];
        _passes = new LayerPass[_layers.Length];

        InputGradient = forInputs ? new Matrix(rows, network.Inputs) : null;
        var gradientBefore = InputGradient;
        var learns = forInputs;
        var offset = 0L;
        for (var i = 0; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            var isLeftOut = gradient == null && layer.IsTrainingOnly;
            var outputs = isLeftOut || WorksInPlace(layer) ? Output : new Matrix(rows, layer.Outputs);
            var outputGradient = gradient == null ? null : new Matrix(rows, layer.Outputs);
            var lossBehind = i == _layers.Length - 1 ? loss : null;
            _passes[i] = new LayerPass
            {
                Team = team,
                Level = level,
                Seed = seed,
                Input = Output,
                SparseInput = i == 0 ? SparseInput : null,
                Output = outputs,
                OutputGradient = outputGradient,
                InputGradient = gradientBefore,
                InputNonZeros = (i > 0 || !sparse) && FindsZeros(i) ? new NonZeros(Output, byColumns: gradient != null) : null,
                IsTraining = gradient != null && !forInputs,
                IsLeftOut = isLeftOut,
                LeavesSums = lossBehind is { LeavesSums: true },
                Derivatives = gradient != null && layer.StoresDerivatives ? new Matrix(rows, layer.Outputs) : null,
                GradientIsAtSums = lossBehind is { GradientIsAtSums: true },
                Parameters = parameters.Pointer + offset,
                Gradient = gradient == null ? null : gradient.Pointer + offset,
            };
            Fuse(i);
            offset += layer.ParameterSize;
            Output = outputs;

            // Below the first layer that learns no gradient is needed.
            learns |= layer.Parts.Any(part => part.IsTrainable);
            gradientBefore = learns ? outputGradient : null;
        }
    }

    /// <summary>Rows of a mini-batch at most.</summary>
    public int BatchRows { get; }

    /// <summary>The mini-batch's features, to be filled by the caller; without columns where rows are sparse.</summary>
    public Matrix Input { get; }

    /// <summary>The same for sparse rows; null where they are dense.</summary>
    public SparseBatch? SparseInput { get; }

    /// <summary>Writes features to either, row by row from 0 on.</summary>
    public RowSink Sink { get; }

    /// <summary>The network's outputs; without softmax where a loss applies it.</summary>
    public Matrix Output { get; }

    /// <summary>Gradient of the loss by the outputs, to be filled by the caller before <see cref="Backward"/>.</summary>
    public Matrix OutputGradient => _passes[^1].OutputGradient!;

    /// <summary>Gradient by the inputs, after <see cref="Backward"/>; null where it is not wanted.</summary>
    public Matrix? InputGradient { get; }

    /// <summary>The flat gradient; null when only scoring.</summary>
    public AlignedBuffer? Gradient { get; }

    /// <summary>
    /// Whether a pass for sparse rows can be made and pays: the first layer is dense, so that it can take them, and wide, and few
    /// of the rows' values are not zero.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="density">Share of the rows' values that are not zero.</param>
    public static bool TakesSparseRows(NetworkDescription network, double density = 0) =>
        density <= LargestSparseDensity && network is { Inputs: >= FewestSparseInputs, Layers: [DenseLayer, ..] };

    /// <summary>The objects that compute a network's layers.</summary>
    public static Layer[] CreateLayers(NetworkDescription network) =>
        [.. network.Walk().Select((step, index) => step.Layer.CreateLayer(step.Inputs, index))];

    /// <summary>Takes the next mini-batch of a source.</summary>
    /// <returns>Its rows; 0 at the end of the epoch.</returns>
    public int Fill(BatchSource source) =>
        SparseInput == null ? source.Next(Input, BatchRows) : source.Next(SparseInput, BatchRows);

    /// <summary>Computes the outputs of the first rows of <see cref="Input"/>.</summary>
    public void Forward(int rows, long step = 0)
    {
        foreach (var pass in _passes)
        {
            pass.Rows = rows;
            pass.Step = step;
        }

        for (var i = 0; i < _layers.Length; i++)
        {
            var pass = _passes[i];
            if (!pass.IsLeftOut && !pass.IsForwardFused)
            {
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
            if (!_passes[i].IsBackwardFused)
            {
                _layers[i].Backward(_passes[i]);
            }
        }

        GC.KeepAlive(Gradient);
    }

    /// <summary>Whether a layer's outputs may stand where its inputs do: no gradient needs them, nor does the caller.</summary>
    private bool WorksInPlace(Layer layer) => Gradient == null && layer.IsElementwise && Output != Input;

    /// <summary>Whether a layer's inputs may be mostly zeros, and knowing where would save it or the layer before work.</summary>
    private bool FindsZeros(int index)
    {
        if (_layers[index] is not Dense dense || dense.Inputs < FewestInputsToSkip || !NonZeros.Fits(BatchRows, dense.Inputs))
        {
            return false;
        }

        var before = index - 1;
        var mayBeZero = false;
        while (before >= 0 && _layers[before].IsElementwise)
        {
            mayBeZero |= _layers[before--].MakesZeros;
        }

        mayBeZero |= before < 0 || _layers[before].MakesZeros;
        var savesLayerBefore = before >= 0 && _passes[before].InputGradient != null;
        return mayBeZero && (PanelLayout.Panels(dense.Outputs) >= FewestPanelsToSkip || savesLayerBefore);
    }

    /// <summary>Lets a layer that computes blocks compute the elementwise layers beside it along with its own results.</summary>
    private void Fuse(int index)
    {
        var pass = _passes[index];
        if (_layers[index].IsElementwise)
        {
            var owner = index - 1;
            while (owner >= 0 && _layers[owner].IsElementwise)
            {
                owner--;
            }

            if (owner >= 0 && _layers[owner].ComputesBlocks && !pass.IsLeftOut)
            {
                _passes[owner].Followers.Add(new LayerRun(_layers[index], pass));
                pass.IsForwardFused = true;
            }
        }
        else if (_layers[index].ComputesBlocks)
        {
            TakePredecessors(index);
        }
    }

    private void TakePredecessors(int index)
    {
        var pass = _passes[index];
        var passesZeros = true;
        var zerosStop = false;
        for (var before = index - 1; before >= 0 && pass.InputGradient != null; before--)
        {
            var (layer, predecessor) = (_layers[before], _passes[before]);
            if (!layer.IsElementwise && !layer.ComputesBlocks)
            {
                break;
            }

            pass.Predecessors.Add(new LayerRun(layer, predecessor));
            zerosStop |= passesZeros && layer.ZerosStopGradient;
            passesZeros &= layer.PassesZeros;
            if (layer.ComputesBlocks)
            {
                predecessor.GradientIsAtSums = true;
                predecessor.GradientNonZeros = zerosStop ? pass.InputNonZeros : null;
                break;
            }

            predecessor.IsBackwardFused = true;
        }
    }
}
