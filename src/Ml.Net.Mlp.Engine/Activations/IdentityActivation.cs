using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>f(x) = x: nothing to compute in either direction.</summary>
internal sealed unsafe class IdentityActivation() : Activation("identity")
{
    internal override void Forward(SimdLevel level, float* values, float* derivatives, nint stride, int rows, int columns)
    {
    }

    internal override void Backward(SimdLevel level, float* known, float* gradient, nint stride, int rows, int columns)
    {
    }
}
