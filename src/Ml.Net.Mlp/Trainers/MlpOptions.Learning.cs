using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

// How the network learns.
public abstract partial class MlpOptions
{
    /// <summary>How gradients become steps. Default: <see cref="Optimizer.Adam"/>.</summary>
    public Optimizer Optimizer = Optimizer.Adam();

    /// <summary>Times that every training row is seen, 1 or more. Default 100: enough for tables of a few hundred rows; large data needs fewer.</summary>
    public int Epochs = 100;

    /// <summary>Rows of a mini-batch, 1 or more; more than there are rows means all. Default 32; larger ones are faster on large data.</summary>
    public int BatchSize = 32;

    /// <summary>
    /// Step size, above 0. Default (<see langword="null"/>): the optimizer's <see cref="Optimizer.DefaultLearningRate"/>.
    /// </summary>
    public float? LearningRate;

    /// <summary>
    /// How the learning rate changes in the course of the training. Default (<see langword="null"/>): not at all.
    /// </summary>
    public LearningRateSchedule? LearningRateSchedule;

    /// <summary>
    /// λ of the penalty <c>λ · Σ |w|</c> over the weights (not the biases), 0 or more; together with
    /// <see cref="L2Regularization"/> where both are above 0. Its gradient at 0 is 0. Default 0.
    /// </summary>
    public float L1Regularization;

    /// <summary>λ of the penalty <c>λ/2 · Σ w²</c> over the weights (not the biases), 0 or more. Default 0.</summary>
    public float L2Regularization;

    /// <summary>
    /// Decoupled weight decay (Loshchilov and Hutter, 2019), 0 or more: every step takes <c>rate · decay · w</c> from each
    /// weight (not from the biases), beside the optimizer's step. With plain SGD it is the same as
    /// <see cref="L2Regularization"/>, with the other optimizers it is not. Default (<see langword="null"/>): the optimizer's
    /// <see cref="Optimizer.DefaultWeightDecay"/>, which is 0 but for <see cref="Optimizer.AdamW"/>.
    /// </summary>
    public float? WeightDecay;

    /// <summary>
    /// Bound on the norm of each unit's incoming weights, above 0: after every step, the weights of a unit that is out of it are
    /// scaled down to it (Srivastava et al., 2014). Default (<see langword="null"/>): none.
    /// </summary>
    public float? MaxNorm;

    /// <summary>
    /// Bound on every element of the gradient of the mean loss, above 0: larger ones are cut to it, before the penalties are
    /// added. Not together with <see cref="ClipNorm"/>. Default (<see langword="null"/>): none.
    /// </summary>
    public float? ClipValue;

    /// <summary>
    /// Bound on the norm of the gradient of the mean loss over all trainable parameters together, above 0: a larger gradient is
    /// scaled down to it (Pascanu et al., 2013), before the penalties are added. Not together with <see cref="ClipValue"/>.
    /// Default (<see langword="null"/>): none.
    /// </summary>
    public float? ClipNorm;

    /// <summary>
    /// Decay of an exponential moving average of the parameters (Polyak and Juditsky, 1992), above 0 and below 1, for example
    /// 0.999: validation sees the average, and the trained network gets it. After step t the average <c>a</c> of the parameters
    /// <c>w</c> is <c>a ← d a + (1 - d) w</c> with <c>d = min(decay, (1 + t) / (10 + t))</c>, so that short trainings have one too.
    /// Default (<see langword="null"/>): none.
    /// </summary>
    public float? WeightAveraging;

    /// <summary>
    /// Changes of the training rows, made anew in every epoch, in this order: for example <see cref="ImageDeformation"/>,
    /// <see cref="GaussianNoise"/>, <see cref="LabelNoise"/>, <see cref="Mixup"/> and what derives from
    /// <see cref="RowAugmentation"/>. Validation rows stay as they are. Loss and metrics of the training rows are those of the
    /// changed ones. Not with <see cref="Optimizer.Lbfgs"/>. Default: none.
    /// </summary>
    public IReadOnlyList<Augmentation> Augmentations = [];
}
