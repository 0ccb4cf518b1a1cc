namespace Ml.Net.Mlp.Engine.Tests;

internal static class MiniBatchOptimizers
{
    /// <summary>Every optimizer that makes a step from each mini-batch, with its default numbers.</summary>
    public static IReadOnlyList<MiniBatchOptimizer> All { get; } = [.. Optimizer.All.OfType<MiniBatchOptimizer>()];
}
