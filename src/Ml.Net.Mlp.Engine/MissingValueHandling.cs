namespace Ml.Net.Mlp.Engine;

/// <summary>What is done with features that are missing: NaN.</summary>
public enum MissingValueHandling
{
    /// <summary>They are an error in training, and have no prediction.</summary>
    Refuse,

    /// <summary>The mean of the feature over the training rows that have it takes their place; 0 where none has it.</summary>
    Mean,

    /// <summary>0 takes their place.</summary>
    Zero,
}
