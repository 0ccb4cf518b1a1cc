using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>What changes the parameters of a training, and keeps what it needs to go on.</summary>
internal interface IWeightUpdate
{
    /// <summary>What validation sees and the trained network gets: the parameters, or their moving average.</summary>
    AlignedBuffer Result { get; }

    /// <summary>What is carried from step to step: with the parameters and the step's number, all that a step depends on.</summary>
    IEnumerable<AlignedBuffer> State { get; }
}
