namespace Ml.Net.Mlp.Engine;

/// <summary>How <see cref="NetworkTrainer"/> trains a network.</summary>
public sealed class TrainingOptions
{
    /// <summary>What to make small. Default: <see cref="Loss.CategoricalCrossEntropy"/>.</summary>
    public Loss Loss { get; init; } = Loss.CategoricalCrossEntropy;

    /// <summary>
    /// Whether each target value is brought to mean 0 and standard deviation 1, as measured over the training rows, which
    /// large or very small targets need to be learned well; with a loss of ratios
    /// (<see cref="Loss.AbsolutePercentageError"/>) to a root mean square of 1. The trained network yields targets as they were:
    /// its last layer takes the inverse into its weights and biases. Losses of the history and numbers of the loss (a threshold,
    /// for example) are then on the standardized scale; mean absolute errors are not. It needs target values, the identity as
    /// output activation and a loss of differences, such as <see cref="Loss.SquaredError"/>, or of ratios. Default false.
    /// </summary>
    public bool StandardizeTargets { get; init; }

    /// <summary>How gradients become steps. Default: <see cref="Optimizer.Adam"/>.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Adam();

    /// <summary>Step size, above 0. Default (<see langword="null"/>): <see cref="Optimizer.DefaultLearningRate"/>.</summary>
    public float? LearningRate { get; init; }

    /// <summary>
    /// How the learning rate changes in the course of the training. Default (<see langword="null"/>): it does not.
    /// </summary>
    public LearningRateSchedule? LearningRateSchedule { get; init; }

    /// <summary>Times that every training row is seen, 1 or more. Default 100: enough for tables of a few hundred rows; large data needs fewer.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>
    /// Rows of a mini-batch, 1 or more; more than there are rows means all. The last mini-batch of an epoch may be smaller.
    /// Default 32; larger ones are faster on large data.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// λ of the penalty <c>λ · Σ |w|</c> over the weights (not the biases), 0 or more; together with
    /// <see cref="L2Regularization"/> where both are above 0. Its gradient at 0 is 0. Default 0.
    /// </summary>
    public float L1Regularization { get; init; }

    /// <summary>λ of the penalty <c>λ/2 · Σ w²</c> over the weights (not the biases), 0 or more. Default 0.</summary>
    public float L2Regularization { get; init; }

    /// <summary>
    /// Decoupled weight decay (Loshchilov and Hutter, 2019), 0 or more: every step takes <c>rate · decay · w</c> from each
    /// weight (not from the biases), beside the optimizer's step. With plain SGD it is the same as
    /// <see cref="L2Regularization"/>, with the other optimizers it is not. Default (<see langword="null"/>): the optimizer's
    /// <see cref="Optimizer.DefaultWeightDecay"/>, which is 0 but for <see cref="Optimizer.AdamW"/>.
    /// </summary>
    public float? WeightDecay { get; init; }

    /// <summary>
    /// Bound on the norm of each unit's incoming weights, above 0: after every step, the weights of a unit that is out of it are
    /// scaled down to it (Srivastava et al., 2014). Default (<see langword="null"/>): none.
    /// </summary>
    public float? MaxNorm { get; init; }

    /// <summary>
    /// Bound on every element of the gradient of the mean loss, above 0: larger ones are cut to it, before the penalties are
    /// added. Not together with <see cref="ClipNorm"/>. Default (<see langword="null"/>): none.
    /// </summary>
    public float? ClipValue { get; init; }

    /// <summary>
    /// Bound on the norm of the gradient of the mean loss over all trainable parameters together, above 0: a larger gradient is
    /// scaled down to it (Pascanu et al., 2013), before the penalties are added. Not together with <see cref="ClipValue"/>.
    /// Default (<see langword="null"/>): none.
    /// </summary>
    public float? ClipNorm { get; init; }

    /// <summary>
    /// Decay of an exponential moving average of the parameters (Polyak and Juditsky, 1992), above 0 and below 1, for example
    /// 0.999: validation sees the average, and the trained network gets it. After step t the average <c>a</c> of the parameters
    /// <c>w</c> is <c>a ← d a + (1 - d) w</c> with <c>d = min(decay, (1 + t) / (10 + t))</c>, so that short trainings have one too.
    /// Default (<see langword="null"/>): none.
    /// </summary>
    public float? WeightAveraging { get; init; }

    /// <summary>
    /// Changes of the training rows, made anew in every epoch, in this order: for example <see cref="ImageDeformation"/>,
    /// <see cref="GaussianNoise"/>, <see cref="LabelNoise"/>, <see cref="Mixup"/> and what derives from
    /// <see cref="RowAugmentation"/>. Validation rows stay as they are, and so do those that layers of the network learn from before
    /// the first step. Loss and metrics of the training rows are those of the changed ones. Not with
    /// <see cref="Optimizer.Lbfgs"/>. Default: none.
    /// </summary>
    public IReadOnlyList<Augmentation> Augmentations { get; init; } = [];

    /// <summary>
    /// Has the hidden layers learn one by one before the training, each to reproduce what it receives (stacked autoencoders). Not
    /// for a training that goes on with a network; one that goes on from a checkpoint does not repeat it, and one that was ended within
    /// it begins it anew. It is part of the <see cref="TimeBudget"/>. Default (<see langword="null"/>): none.
    /// </summary>
    public Pretraining? Pretraining { get; init; }

    /// <summary>Whether each epoch sees the rows in a new random order. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Fraction of the training rows, chosen at random, that is set apart for validation: 0 (inclusive, none) to 1
    /// (exclusive). Rows in memory that have classes are stratified: each class has the same share of both sides, to within
    /// one row. Of streamed rows each is drawn by itself. Not together with validation data of its own. Default 0.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>
    /// What the rows of each class count when learned from: a number for each class, in their order, finite and 0 or more, one
    /// above 0. The weight of a training row is multiplied by it; as with all weights the mean becomes 1, so that only ratios
    /// matter. Loss and accuracy of the training rows are means with these weights; those of validation rows leave them out.
    /// Only for classes, not together with <see cref="BalanceClasses"/>. Default (<see langword="null"/>): the same for all.
    /// </summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>
    /// Whether every class counts the same when learned from, however many training rows it has: as
    /// <see cref="ClassWeights"/> of <c>n / (k · n_class)</c>, with the k classes that occur and rows counted by their
    /// weights. Default false.
    /// </summary>
    public bool BalanceClasses { get; init; }

    /// <summary>
    /// When to stop before the last epoch, and whether the best epoch is returned. Default (<see langword="null"/>): where there is
    /// validation as <see cref="EarlyStopping"/> is by itself, otherwise never; <see cref="EarlyStopping.None"/> for never.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Whether the probabilities are calibrated when the training has ended: the logits are divided by the temperature for which
    /// the log-loss of the validation rows is least (Guo et al., 2017). The classes that are predicted stay the same; the last
    /// layer takes the temperature in, so that scoring costs nothing more; the losses of the history are those before. It needs
    /// validation rows and the softmax or the sigmoid as output activation. Default false.
    /// </summary>
    public bool CalibrateTemperature { get; init; }

    /// <summary>Where all random numbers come from: the same seed gives the same bits. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Threads at most, 1 to 1024. Default (<see langword="null"/>): as many as the process may use processors. The result
    /// does not depend on it.
    /// </summary>
    public int? NumberOfThreads { get; init; }

    /// <summary>
    /// Time after which the training ends, above zero: with the mini-batch that is at work then. The epoch under way is validated and
    /// judged by the rows that it has seen, so the training takes a little longer. Default (<see langword="null"/>): unlimited.
    /// </summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>
    /// Called after every epoch, on the training thread; may end the training or change the learning rate. Default: none.
    /// </summary>
    public Action<EpochControl>? EpochEnd { get; init; }

    /// <summary>Called after every epoch, on the training thread. Default: none.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Called after every epoch of the <see cref="Pretraining"/> of each layer, on the training thread. Default: none.</summary>
    public Action<PretrainingEpoch>? PretrainingProgress { get; init; }

    /// <summary>Called about once a second within epochs that take longer, on the training thread. Default: none.</summary>
    public Action<StepProgress>? StepProgress { get; init; }

    /// <summary>
    /// A file that receives the history as comma-separated values: a header, and a line as each epoch ends; an existing file is
    /// replaced, so a training that is continued has all its epochs in it. Default (<see langword="null"/>): none.
    /// </summary>
    public string? CsvLog { get; init; }

    /// <summary>Stops the training at the next mini-batch. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>What a cancelled training does. Default: <see cref="CancellationBehavior.Throw"/>.</summary>
    public CancellationBehavior CancellationBehavior { get; init; }

    /// <summary>Where and when the training is saved so that it can go on later. Default (<see langword="null"/>): not at all.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>
    /// A checkpoint to go on from, to the same bits as if the training had not ended. Network, rows and options must be those that it
    /// was written with; but there may be more epochs where the learning rate does not depend on their number, and threads,
    /// callbacks, time budget and files may be others. Default (<see langword="null"/>): the training begins.
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>What time budget and progress go by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Checks every option by itself; training does so too, before anything else.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it, its value and the range.</exception>
    public void Validate() => TrainingChecks.CheckOptions(this);
}
