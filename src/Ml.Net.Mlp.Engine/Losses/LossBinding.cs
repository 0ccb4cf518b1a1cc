namespace Ml.Net.Mlp.Engine;

/// <summary>A loss behind an output layer: which of the two computes what.</summary>
internal sealed class LossBinding
{
    public LossBinding(Loss loss, Activation activation, bool classes)
    {
        Loss = loss;
        Activation = activation;
        TakesSums = loss.TakesSums(activation);
        IsCanonical = !TakesSums && loss.IsCanonical(activation, classes);
        HasNumbers = !classes && !loss.TargetsAreLabels;
    }

    public Loss Loss { get; }

    /// <summary>The output layer's activation.</summary>
    public Activation Activation { get; }

    /// <summary>Whether the loss is computed from the output layer's weighted sums.</summary>
    public bool TakesSums { get; }

    /// <summary>Whether the gradient at the weighted sums is prediction - target.</summary>
    public bool IsCanonical { get; }

    /// <summary>Whether the output layer leaves its weighted sums as they are, for the loss.</summary>
    public bool LeavesSums => TakesSums || !Activation.IsElementwise;

    /// <summary>Whether the gradients that the loss yields are those at the weighted sums.</summary>
    public bool GradientIsAtSums => IsCanonical || Loss.GradientIsAtSums(Activation);

    /// <summary>Whether target values are numbers that outputs come near to, rather than classes or labels.</summary>
    public bool HasNumbers { get; }
}
