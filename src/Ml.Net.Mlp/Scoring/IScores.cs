namespace Ml.Net.Mlp;

/// <summary>A row whose network outputs can be asked for.</summary>
internal interface IScores
{
    /// <summary>
    /// The network's outputs for the current row, computed when they are first asked for; all NaN where a feature is no
    /// finite number.
    /// </summary>
    ReadOnlySpan<float> Scores { get; }
}
