namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What a user writes.</summary>
internal sealed class RowFunction(RowFunction.Change change) : RowAugmentation
{
    public delegate void Change(Span<float> features, int label, RandomStream random);

    public override void Augment(Span<float> features, int label, RandomStream random) => change(features, label, random);
}
