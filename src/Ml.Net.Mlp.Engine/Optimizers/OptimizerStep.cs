namespace Ml.Net.Mlp.Engine;

/// <summary>What an optimizer needs to update one contiguous segment of the parameters.</summary>
internal unsafe struct OptimizerStep
{
    /// <summary>Parameters, updated in place.</summary>
    public float* Parameters;

    /// <summary>Gradient of the mean loss, without penalties.</summary>
    public float* Gradient;

    /// <summary>First moment, where the rule has one.</summary>
    public float* Moment1;

    /// <summary>Second moment, where the rule has one.</summary>
    public float* Moment2;

    /// <summary>Third moment, where the rule has one.</summary>
    public float* Moment3;

    /// <summary>Number of values.</summary>
    public int Count;

    /// <summary>The learning rate of this step.</summary>
    public float LearningRate;

    /// <summary>Added to the gradient, times the parameter; 0 for biases.</summary>
    public float L2;

    /// <summary>The step's number, from 1.</summary>
    public long Number;

    /// <summary>What else happens to the gradient; null in plain training, which is then spared it.</summary>
    public ShapedGradient? Shape;
}
