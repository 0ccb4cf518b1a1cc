namespace Ml.Net.Mlp.Engine;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were run.</summary>
    Completed,

    /// <summary>The watched metric had stopped getting better.</summary>
    EarlyStopping,

    /// <summary>It was cancelled, and the best network so far was kept.</summary>
    Cancelled,

    /// <summary>Its <see cref="TrainingOptions.TimeBudget"/> was used up.</summary>
    TimeBudget,

    /// <summary><see cref="TrainingOptions.EpochEnd"/> called <see cref="EpochControl.Stop"/>.</summary>
    Stopped,
}
