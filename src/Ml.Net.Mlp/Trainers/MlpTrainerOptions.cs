using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

/// <summary>The options that all trainers of multilayer perceptrons have.</summary>
public abstract partial class MlpTrainerOptions : MlpOptions
{
    private protected MlpTrainerOptions()
    {
    }

    /// <summary>The label column. Default <c>Label</c>.</summary>
    public string LabelColumnName = "Label";

    /// <summary>The feature column, a vector of <see cref="float"/> of known size. Default <c>Features</c>.</summary>
    public string FeatureColumnName = "Features";

    /// <summary>
    /// What is done with features that are missing (NaN). <see cref="MissingValueHandling.Refuse"/>: training ends with an error
    /// that names the first, and a row with one gets no score. <see cref="MissingValueHandling.Mean"/>: the mean of the feature
    /// over the training rows that have it takes its place, 0 where none has it; <see cref="MissingValueHandling.Zero"/>: 0
    /// does. The values are the first layer of the network and are saved with it. An infinite feature is always an error.
    /// Default: refuse.
    /// </summary>
    public MissingValueHandling MissingValues;

    /// <summary>
    /// Has the hidden layers learn one by one before the training, each to reproduce what it receives (stacked autoencoders, Bengio et
    /// al., 2007): labels are not needed for that, so it helps deep networks, of sigmoid units above all, where few rows are labelled
    /// and where the training alone would not get going. It is part of the <see cref="MlpOptions.TimeBudget"/>. Not for a training that
    /// goes on with a model; one that goes on from a checkpoint does not repeat it. Default (<see langword="null"/>): none.
    /// </summary>
    public Pretraining? Pretraining;

    /// <summary>Called after every epoch of the <see cref="Pretraining"/> of each layer, on the thread that called Fit. Default: none.</summary>
    public Action<PretrainingEpoch>? PretrainingProgress;

    /// <summary>
    /// Whether the probabilities are calibrated when the training has ended: the logits are divided by the temperature for which
    /// the log-loss of the validation rows is least (Guo et al., 2017). The classes that are predicted stay the same, and scoring
    /// costs nothing more. It needs validation rows and probabilities. Default false.
    /// </summary>
    public bool CalibrateTemperature;

    internal override (ColumnRole Role, string Name) FeatureColumn => (ColumnRole.Feature, FeatureColumnName);

    internal override IEnumerable<(string Option, string? Column)> ColumnNames =>
        [.. base.ColumnNames, (nameof(LabelColumnName), LabelColumnName), (nameof(FeatureColumnName), FeatureColumnName)];

    internal override MissingValueHandling MissingValueHandling => MissingValues;

    private protected override bool CalibratesTemperature => CalibrateTemperature;

    private protected override Pretraining? LayerPretraining => Pretraining;

    internal override void ReportPretraining(PretrainingEpoch epoch) => PretrainingProgress?.Invoke(epoch);

    /// <summary>What the rows of each class count; null where all count the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option does not go with the label.</exception>
    internal virtual float[]? WeighClasses(LabelColumn label) => null;

    /// <summary>Sets what the short forms of <c>Mlp</c> take.</summary>
    internal void SetMain(
        string label, string features, string? weights, int[]? hiddenLayers, int epochs, int batchSize, float? learningRate, float dropoutRate)
    {
        LabelColumnName = label;
        FeatureColumnName = features;
        ExampleWeightColumnName = weights;
        HiddenLayers = hiddenLayers ?? HiddenLayers;
        Epochs = epochs;
        BatchSize = batchSize;
        LearningRate = learningRate;
        DropoutRate = dropoutRate;
    }

    internal override MlpTrainerOptions Copy() => (MlpTrainerOptions)base.Copy();

    private protected override void CheckKind()
    {
        OptionCheck.RequireName(LabelColumnName, nameof(LabelColumnName));
        OptionCheck.RequireName(FeatureColumnName, nameof(FeatureColumnName));
        OptionCheck.Require(Enum.IsDefined(MissingValues), nameof(MissingValues), MissingValues, string.Join(", ", Enum.GetNames<MissingValueHandling>()));
        OptionCheck.Require(Pretraining == null || OwnHiddenLayers.Length > 0, nameof(Pretraining), "given", "null, because there is no hidden layer");
    }
}
