namespace Ml.Net.Mlp.Engine;

/// <summary>What a training does when its cancellation token is signalled.</summary>
public enum CancellationBehavior
{
    /// <summary>Throws <see cref="OperationCanceledException"/>.</summary>
    Throw,

    /// <summary>
    /// Returns the network of the best finished epoch so far (of the last one where nothing is monitored); throws only
    /// when no epoch has been finished.
    /// </summary>
    KeepBest,
}
