using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>An activation that only exists as a layer of its own.</summary>
internal abstract unsafe class StructuralActivation : Activation
{
    private protected StructuralActivation(string name, params float[] arguments)
        : base(name, arguments)
    {
    }

    internal sealed override bool IsLayer => true;

    internal sealed override bool IsElementwise => false;

    internal abstract override LayerDescription AsLayer();

    internal sealed override void Forward(SimdLevel level, float* values, float* derivatives, nint stride, int rows, int columns) =>
        throw new NotSupportedException();

    internal sealed override void Backward(SimdLevel level, float* known, float* gradient, nint stride, int rows, int columns) =>
        throw new NotSupportedException();
}
