namespace Ml.Net.Mlp.Engine;

/// <summary>A layer and what it works on.</summary>
internal readonly record struct LayerRun(Layer Layer, LayerPass Pass)
{
    public void ForwardBlock(Numerics.MatrixBlock block) => Layer.ForwardBlock(Pass, block);

    public void BackwardBlock(Numerics.MatrixBlock block) => Layer.BackwardBlock(Pass, block);
}
