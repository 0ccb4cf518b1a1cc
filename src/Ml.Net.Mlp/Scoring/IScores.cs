using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>A row whose network outputs can be asked for.</summary>
internal interface IScores
{
    /// <summary>
    /// The network's outputs for the current row, computed when they are first asked for; all NaN where a feature is no
    /// finite number.
    /// </summary>
    ReadOnlySpan<float> Scores { get; }

    /// <summary>The features that the scores were computed from; to be asked for after them.</summary>
    ref readonly VBuffer<float> Features { get; }
}
