namespace Ml.Net.Mlp.Engine;

/// <summary>A <see cref="PReLULayer"/> as an activation.</summary>
internal sealed class PReLUActivation(float initialSlope) : StructuralActivation("prelu", initialSlope)
{
    internal override NamedComponent With(float[] arguments) => PReLU(arguments[0]);

    internal override LayerDescription AsLayer() => new PReLULayer(Arguments[0]);
}
