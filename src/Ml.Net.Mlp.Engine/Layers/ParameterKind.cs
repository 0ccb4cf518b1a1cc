namespace Ml.Net.Mlp.Engine;

/// <summary>What a part of a layer's parameters is.</summary>
internal enum ParameterKind
{
    /// <summary>A matrix inputs × outputs in the layout of <see cref="Numerics.PanelLayout"/>; regularized.</summary>
    Weights,

    /// <summary>A value for each unit that is added; not regularized.</summary>
    Bias,

    /// <summary>A value for each unit that multiplies; not regularized.</summary>
    Scale,

    /// <summary>Values that are taken from the data and not from gradients.</summary>
    Statistic,
}
