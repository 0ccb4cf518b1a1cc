using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>All weights 0, as they are already.</summary>
internal sealed unsafe class ZerosInitializer() : Initializer("zeros")
{
    internal override void Fill(float* panels, CounterRandom random, int inputs, int outputs)
    {
    }
}
