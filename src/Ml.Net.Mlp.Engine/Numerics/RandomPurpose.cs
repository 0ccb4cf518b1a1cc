namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>What a random stream is for. The numbers are part of the same-bits promise: append, never renumber.</summary>
internal enum RandomPurpose
{
    /// <summary>Initial weights; counter: layer.</summary>
    Initialization = 1,

    /// <summary>Order of the rows; counter: epoch.</summary>
    Shuffle = 2,

    /// <summary>Choice of the validation rows.</summary>
    ValidationSplit = 3,

    /// <summary>Dropout masks; counters: step, layer.</summary>
    Dropout = 4,

    /// <summary>Changes of training rows; counters: epoch, position in the epoch; then the augmentation's place in the list.</summary>
    Augmentation = 5,

    /// <summary>Classes that are replaced; counters as for <see cref="Augmentation"/>.</summary>
    LabelNoise = 6,

    /// <summary>Order of the rows for the learning-rate finder; counter: pass.</summary>
    LearningRateFinder = 7,

    /// <summary>Choice of the rows that layers learn statistics from.</summary>
    Statistics = 8,

    /// <summary>Seeds of the autoencoders that hidden layers are pretrained in; counter: hidden layer.</summary>
    Pretraining = 9,
}
