namespace Ml.Net.Mlp.Engine;

/// <summary>
/// An optimizer after Adam: it steps by the running mean of the gradients over a running measure of their size.
/// </summary>
public abstract class AdamFamilyOptimizer : MiniBatchOptimizer
{
    private protected AdamFamilyOptimizer(string name, float beta1, float beta2, float epsilon)
        : this(name, beta1, beta2, epsilon, beta1, beta2, epsilon)
    {
    }

    private protected AdamFamilyOptimizer(string name, float beta1, float beta2, float epsilon, params float[] arguments)
        : base(name, 0.001f, arguments)
    {
        Beta1 = RequireUnitInterval(beta1, nameof(beta1));
        Beta2 = RequireUnitInterval(beta2, nameof(beta2));
        Epsilon = RequirePositive(epsilon, nameof(epsilon));
    }

    /// <summary>Decay of the mean of gradients, 0 (inclusive) to 1 (exclusive). Default 0.9.</summary>
    public float Beta1 { get; }

    /// <summary>Decay of the measure of the gradients' size, 0 (inclusive) to 1 (exclusive). Default 0.999.</summary>
    public float Beta2 { get; }

    /// <summary>Keeps the quotient finite; above 0. Default 1e-7, as Keras (the papers and PyTorch: 1e-8).</summary>
    public float Epsilon { get; }

    internal override int MomentCount => 2;
}
