namespace Ml.Net.Mlp;

/// <summary>How a network scales its features itself.</summary>
public enum InputScaling
{
    /// <summary>Not at all: what comes before the trainer in the pipeline sees to it.</summary>
    None,

    /// <summary>To mean 0 and standard deviation 1 over the training rows: <see cref="Engine.StandardizeLayer"/>.</summary>
    Standardize,

    /// <summary>
    /// By median and quartiles of the training rows, with outliers bent towards ±3: <see cref="Engine.RobustScaleLayer"/>.
    /// </summary>
    Robust,
}
