using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Computes an <see cref="ActivationLayer"/>.</summary>
internal sealed unsafe class AppliedActivation : Layer
{
    private readonly Activation _activation;
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _backwardRows;

    private LayerPass _pass = null!;

    public AppliedActivation(int inputs, Activation activation)
        : base(inputs, inputs)
    {
        _activation = activation;
        _forwardRows = (first, end) => ForwardBlock(_pass, new MatrixBlock(first, end, 0, Inputs));
        _backwardRows = (first, end) => BackwardBlock(_pass, new MatrixBlock(first, end, 0, Inputs));
    }

    public override bool IsElementwise => true;

    public override bool StoresDerivatives => _activation.StoresDerivative;

    public override bool MakesZeros => _activation.ZerosStopGradient;

    public override bool ZerosStopGradient => _activation.ZerosStopGradient;

    // A zero that stops the gradient may come from any input, and is none that another layer must know of.
    public override bool PassesZeros => _activation.ZerosStopGradient;

    public override void Forward(LayerPass pass) => Run(pass, _forwardRows);

    public override void Backward(LayerPass pass)
    {
        if (pass.InputGradient != null)
        {
            Run(pass, _backwardRows);
        }
    }

    public override void ForwardBlock(LayerPass pass, MatrixBlock block)
    {
        var output = pass.Output;
        Copy(pass.Input, output, block);
        var derivatives = pass.Derivatives is { } matrix ? matrix.At(block) : null;
        _activation.Forward(pass.Level, output.At(block), derivatives, output.Stride, block.Rows, output.ColumnsIn(block));
    }

    public override void BackwardBlock(LayerPass pass, MatrixBlock block)
    {
        var gradient = pass.InputGradient!;
        var known = pass.Derivatives ?? pass.Output;
        Copy(pass.OutputGradient!, gradient, block);
        _activation.Backward(
            pass.Level, known.At(block), gradient.At(block), gradient.Stride, block.Rows, gradient.ColumnsIn(block));
    }

    private static void Copy(Matrix source, Matrix target, MatrixBlock block)
    {
        if (source == target)
        {
            return;
        }

        var columns = source.ColumnsIn(block);
        for (var row = block.FirstRow; row < block.EndRow; row++)
        {
            source.RowSpan(row).Slice(block.FirstColumn, columns).CopyTo(target.RowSpan(row)[block.FirstColumn..]);
        }
    }

    private void Run(LayerPass pass, Action<int, int> rows)
    {
        _pass = pass;
        pass.Team.Run(pass.Rows, 20L * pass.Rows * Inputs, rows);
    }
}
