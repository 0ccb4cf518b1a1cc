namespace Ml.Net.Mlp.Engine;

/// <summary>What networks learn to tell.</summary>
[Flags]
public enum LearningTasks
{
    /// <summary>One of several classes: an output for each.</summary>
    MulticlassClassification = 1,

    /// <summary>One of two classes: a single output.</summary>
    BinaryClassification = 2,

    /// <summary>Values, one for each output: numbers, or labels of which any may hold (1) or not (0).</summary>
    Regression = 4,
}
