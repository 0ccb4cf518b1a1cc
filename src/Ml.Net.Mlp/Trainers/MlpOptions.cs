using Ml.Net.Mlp.Engine;
using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>The options that all trainings of multilayer perceptrons have, with labels or without.</summary>
public abstract partial class MlpOptions
{
    private protected MlpOptions()
    {
    }

    /// <summary>
    /// A column of <see cref="float"/> that says how much each row counts, relative to the others: finite, 0 or more.
    /// Default (<see langword="null"/>): all rows count the same.
    /// </summary>
    public string? ExampleWeightColumnName;

    /// <summary>Whether each epoch sees the rows in a new random order. Default true.</summary>
    public bool Shuffle = true;

    /// <summary>
    /// Fraction of the training rows, chosen at random, that is set apart for validation: 0 (none) to below 1. Where rows have
    /// classes, each class has the same share of both sides, to within one row. Not together with validation data of its own.
    /// Default 0.
    /// </summary>
    public double ValidationFraction;

    /// <summary>
    /// Rows to judge each epoch by, for a trainer in a pipeline, whose Fit takes the training data alone. It must have the
    /// columns that reach the trainer: where transforms come before it, pass data that they have transformed.
    /// Default (<see langword="null"/>): none.
    /// </summary>
    public IDataView? ValidationSet;

    /// <summary>
    /// Where all random numbers of a training come from: the same seed, data and options give the same network, bit for bit.
    /// Default (<see langword="null"/>): each Fit draws a seed from the MLContext. A program that makes its MLContext with a
    /// seed is then reproducible as a whole, but a second Fit of the same trainer draws another seed than the first.
    /// </summary>
    public int? Seed;

    /// <summary>
    /// Megabytes (2^20 bytes) that the rows may take in memory, 1 or more: 4 bytes for each feature (8 for each that is kept of a
    /// sparse row, and 16 for the row) and each target value, and 8 for each row. Where they take more, every epoch reads them
    /// anew, through a shuffle buffer as large as the budget. Rows then mix within about the buffer's length only, so rows that
    /// are sorted (by class, by date) should be shuffled at their source; and the rows of a <see cref="ValidationFraction"/> are
    /// drawn one by one, so that their number, and that of each class, is about that fraction. A warning says so. The result then
    /// depends on this number: set it to repeat a training on another machine.
    /// Default (<see langword="null"/>): 70 % of the memory that is free to the process when Fit begins, and 64 at least.
    /// </summary>
    public int? MemoryBudgetMegabytes;

    /// <summary>
    /// Threads to train on at most, 1 to 1024; with 1, the data is read on that thread too, where ML.NET lets it. The result
    /// does not depend on it. Default (<see langword="null"/>): as many as the process may use processors.
    /// </summary>
    public int? NumberOfThreads;

    /// <summary>The options that name columns, and the columns.</summary>
    internal virtual IEnumerable<(string Option, string? Column)> ColumnNames => [(nameof(ExampleWeightColumnName), ExampleWeightColumnName)];

    /// <summary>What the trainer is for; where the label is a vector, its rows are regression to the engine.</summary>
    private protected abstract LearningTasks Task { get; }

    /// <summary>The column that the features are read from, and what it is called in messages.</summary>
    internal abstract (ColumnRole Role, string Name) FeatureColumn { get; }

    /// <summary>What is done with features that are missing.</summary>
    internal virtual MissingValueHandling MissingValueHandling => MissingValueHandling.Refuse;

    /// <summary>The hidden layers of the network, the settings of all left out.</summary>
    private protected virtual IReadOnlyList<HiddenLayer> AllHiddenLayers => OwnHiddenLayers;

    /// <summary>The hidden layers that the options name.</summary>
    private protected HiddenLayer[] OwnHiddenLayers => Layers ?? [.. HiddenLayers.Select(units => new HiddenLayer(units))];

    /// <summary>Whether every class counts the same.</summary>
    private protected virtual bool BalancesClasses => false;

    /// <summary>Whether probabilities are calibrated when the training has ended.</summary>
    private protected virtual bool CalibratesTemperature => false;

    /// <summary>How hidden layers learn before the training; null where they don't.</summary>
    private protected virtual Pretraining? LayerPretraining => null;

    /// <summary>Tells of an epoch of the pretraining.</summary>
    internal virtual void ReportPretraining(PretrainingEpoch epoch)
    {
    }

    /// <summary>Whether the training sees standardized target values.</summary>
    private protected virtual bool StandardizesTargets => false;

    /// <summary>What to make small; each learning task has its own default.</summary>
    internal abstract Loss GetLoss();

    /// <summary>Of the output layer.</summary>
    internal virtual Activation GetOutputActivation() => GetLoss().DefaultActivation(Task);

    /// <summary>Throws when an option that not all have is out of its range, or doesn't go with another one.</summary>
    private protected abstract void CheckKind();

    /// <summary>Throws when an option of this trainer alone doesn't go with another one.</summary>
    private protected virtual void CheckOwn()
    {
    }

    /// <summary>The options as they are now: later changes of this object do not reach the copy.</summary>
    internal virtual MlpOptions Copy()
    {
        var copy = (MlpOptions)MemberwiseClone();
        copy.HiddenLayers = [.. HiddenLayers];
        copy.Layers = Layers == null ? null : [.. Layers];
        copy.Augmentations = [.. Augmentations];
        return copy;
    }

    /// <summary>Throws when an option is out of its range, or doesn't go with another one.</summary>
    internal void Check()
    {
        OptionCheck.Require(ExampleWeightColumnName != "", nameof(ExampleWeightColumnName), "''", "the name of a column, or null for none");
        CheckNetwork();
        OptionCheck.Require(ValidationSet == null || ValidationFraction == 0, nameof(ValidationFraction), ValidationFraction,
            "0, because ValidationSet is given");
        OptionCheck.Require(MemoryBudgetMegabytes is null or >= 1, nameof(MemoryBudgetMegabytes), MemoryBudgetMegabytes, "1 or more");
        OptionCheck.Require(GetLoss() != null, "Loss", null, "a loss");
        CheckTask(Task);
        CheckKind();
        CheckOwn();
        ToTrainingOptions(seed: 0, progress: null).Validate();
    }

    /// <summary>Throws when an option doesn't go with what there is to learn.</summary>
    /// <param name="task">What it is to the engine.</param>
    internal void CheckTask(LearningTasks task)
    {
        var name = task == Task ? $"{task}" : "a label that is a vector";
        OptionCheck.Require(GetLoss().Tasks.HasFlag(task), "Loss", GetLoss(),
            $"a loss for {name}: {string.Join(", ", Loss.All.Where(loss => loss.Tasks.HasFlag(task)).Select(loss => loss.Name))}");
        OptionCheck.Require(EarlyStopping is null or { IsNone: true } || EarlyStopping.Metric.IsDefinedFor(task, GetLoss()), "EarlyStopping.Metric",
            EarlyStopping?.Metric,
            $"one of {string.Join(", ", Enum.GetValues<TrainingMetric>().Where(metric => metric.IsDefinedFor(task, GetLoss())))}, which {name} has with the loss {GetLoss()}");
    }

    /// <summary>Throws when validation rows come from two places, or are needed and come from none.</summary>
    /// <param name="validationData">What Fit was called with; perhaps this object's own.</param>
    internal void CheckValidation(IDataView? validationData)
    {
        OptionCheck.Require(validationData == null || ValidationSet == null || validationData == ValidationSet,
            nameof(ValidationSet), "given", "null, because Fit was called with validation data");
        OptionCheck.Require(validationData == null || ValidationFraction == 0,
            nameof(ValidationFraction), ValidationFraction, "0, because Fit was called with validation data");
        OptionCheck.Require(EarlyStopping is null or { IsNone: true } || !EarlyStopping.Metric.NeedsValidation() || validationData != null || ValidationFraction > 0,
            "EarlyStopping.Metric", EarlyStopping?.Metric,
            "a ValidationFraction above 0, a ValidationSet or validation data passed to Fit, or a metric of the training rows");
    }

    /// <summary>The engine's options.</summary>
    /// <param name="seed">Where random numbers come from.</param>
    /// <param name="progress">Called after every epoch.</param>
    /// <param name="pretrainingProgress">Called after every epoch of the pretraining.</param>
    /// <param name="classWeights">What the rows of each class count; null where all count the same.</param>
    internal TrainingOptions ToTrainingOptions(
        int seed, Action<TrainingProgress>? progress, Action<PretrainingEpoch>? pretrainingProgress = null, float[]? classWeights = null) => new()
    {
        CalibrateTemperature = CalibratesTemperature,
        Pretraining = LayerPretraining,
        PretrainingProgress = pretrainingProgress,
        ClassWeights = classWeights,
        BalanceClasses = BalancesClasses,
        Loss = GetLoss(),
        StandardizeTargets = StandardizesTargets,
        Optimizer = Optimizer,
        LearningRate = LearningRate,
        Epochs = Epochs,
        BatchSize = BatchSize,
        L1Regularization = L1Regularization,
        L2Regularization = L2Regularization,
        WeightDecay = WeightDecay,
        MaxNorm = MaxNorm,
        ClipValue = ClipValue,
        ClipNorm = ClipNorm,
        WeightAveraging = WeightAveraging,
        Augmentations = Augmentations,
        Shuffle = Shuffle,
        ValidationFraction = ValidationFraction,
        LearningRateSchedule = LearningRateSchedule,
        EarlyStopping = EarlyStopping,
        TimeBudget = TimeBudget,
        Checkpoint = Checkpoint,
        ResumeFrom = ResumeFrom,
        CsvLog = CsvLog,
        EpochEnd = EpochEnd,
        StepProgress = StepProgress,
        Seed = seed,
        NumberOfThreads = NumberOfThreads,
        Progress = progress,
        CancellationToken = CancellationToken,
        CancellationBehavior = CancellationBehavior,
    };
}
