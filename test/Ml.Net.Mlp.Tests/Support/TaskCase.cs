using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>
/// A learning task over the clouds of <see cref="Blobs"/>: a trainer, a label that goes with it, and what is known of the
/// result. Tests of what all trainers do alike are written once, over these.
/// </summary>
internal sealed class TaskCase
{
    public static readonly TaskCase Multiclass = new()
    {
        Trainer = nameof(MlpMulticlassTrainer),
        Unknown = "0 | [NaN NaN NaN]",
        LabelType = "Key<UInt32>",
        NetworkColumn = "Score",
        ScoreColumns = ["PredictedLabel", "Score"],
        Outputs = 3,
        OutputActivation = Activation.Softmax,
        HasAccuracy = true,
        Label = isMissing => TestColumn.Label(3, row => isMissing(row) ? 0 : (uint)(row % 3) + 1),
        CreateOptions = () => new MlpMulticlassTrainer.Options(),
        CreateTrainer = (mlContext, options) => mlContext.MulticlassClassification.Trainers.Mlp((MlpMulticlassTrainer.Options)options),
    };

    public static readonly TaskCase Binary = new()
    {
        Trainer = nameof(MlpBinaryTrainer),
        Unknown = "False | NaN | NaN",
        LabelType = "Boolean, Vector<Boolean> or Vector<Single>",
        NetworkColumn = "Probability",
        Outputs = 1,
        OutputActivation = Activation.Sigmoid,
        ScoreColumns = ["PredictedLabel", "Score", "Probability"],
        HasAccuracy = true,
        HasMissingLabels = false,
        Label = _ => TestColumn.Of("Label", BooleanDataViewType.Instance, row => row % 3 == 0),
        CreateOptions = () => new MlpBinaryTrainer.Options(),
        CreateTrainer = (mlContext, options) => mlContext.BinaryClassification.Trainers.Mlp((MlpBinaryTrainer.Options)options),
    };

    /// <summary>Two labels of which any may hold.</summary>
    public static readonly TaskCase MultiLabel = new()
    {
        Trainer = nameof(MlpBinaryTrainer),
        Unknown = "[False False] | [NaN NaN] | [NaN NaN]",
        LabelType = Binary.LabelType,
        NetworkColumn = "Probability",
        Outputs = 2,
        OutputActivation = Activation.Sigmoid,
        ScoreColumns = ["PredictedLabel", "Score", "Probability"],
        HasAccuracy = true,
        Targets = 2,
        Label = isMissing => Vectors(isMissing, [1, 0], [1, 1], [0, 1]),
        CreateOptions = Binary.CreateOptions,
        CreateTrainer = Binary.CreateTrainer,
    };

    public static readonly TaskCase Regression = new()
    {
        Trainer = nameof(MlpRegressionTrainer),
        Unknown = "NaN",
        LabelType = "Single or Vector<Single>",
        NetworkColumn = "Score",
        Outputs = 1,
        OutputActivation = Activation.Identity,
        ScoreColumns = ["Score"],
        Targets = 1,
        Standardizes = true,
        Label = isMissing => TestColumn.Of("Label", NumberDataViewType.Single, row => isMissing(row) ? float.NaN : 50 + (10f * (row % 3))),
        CreateOptions = () => new MlpRegressionTrainer.Options(),
        CreateTrainer = (mlContext, options) => mlContext.Regression.Trainers.Mlp((MlpRegressionTrainer.Options)options),
    };

    /// <summary>Two numbers at once.</summary>
    public static readonly TaskCase MultiTarget = new()
    {
        Trainer = Regression.Trainer,
        Unknown = "[NaN NaN]",
        LabelType = Regression.LabelType,
        NetworkColumn = "Score",
        Outputs = 2,
        OutputActivation = Activation.Identity,
        ScoreColumns = ["Score"],
        Targets = 2,
        Standardizes = true,
        Label = isMissing => Vectors(isMissing, [0, 0], [1000, -1], [2000, -2]) with
        {
            Annotations = TestColumn.Annotation("SlotNames", TextDataViewType.Instance, "price".AsMemory(), "year".AsMemory()),
        },
        CreateOptions = Regression.CreateOptions,
        CreateTrainer = Regression.CreateTrainer,
    };

    private readonly Lazy<MlpTransformerBase> _model;

    private TaskCase() => _model = new Lazy<MlpTransformerBase>(() => Train());

    /// <summary>The trainer's name.</summary>
    public required string Trainer { get; init; }

    /// <summary>The types that the trainer takes as label, in the words of an exception.</summary>
    public required string LabelType { get; init; }

    /// <summary>The columns that a model adds, in their order.</summary>
    public required string[] ScoreColumns { get; init; }

    /// <summary>What they say where a feature is not known.</summary>
    public required string Unknown { get; init; }

    /// <summary>The one of them that holds what the network yields.</summary>
    public required string NetworkColumn { get; init; }

    /// <summary>Outputs of the network.</summary>
    public required int Outputs { get; init; }

    public required Activation OutputActivation { get; init; }

    /// <summary>Whether classes or labels are told apart, and so a share of them is right.</summary>
    public bool HasAccuracy { get; init; }

    /// <summary>Whether a label may be missing.</summary>
    public bool HasMissingLabels { get; init; } = true;

    /// <summary>Target values of a row; 0 where rows have classes.</summary>
    public int Targets { get; init; }

    /// <summary>Whether target values are standardized, which takes a pass over the rows.</summary>
    public bool Standardizes { get; init; }

    /// <summary>Makes a label column that is missing in some rows.</summary>
    public required Func<Func<int, bool>, TestColumn> Label { get; init; }

    public required Func<MlpTrainerOptions> CreateOptions { get; init; }

    private Func<MLContext, MlpTrainerOptions, object> CreateTrainer { get; init; } = null!;

    /// <summary>A trainer that is done in a blink.</summary>
    public MlpTrainerOptions QuickOptions(Action<MlpTrainerOptions>? change = null)
    {
        var options = CreateOptions();
        options.HiddenLayers = [8];
        options.Epochs = 3;
        options.BatchSize = 16;
        options.LearningRate = 0.05f;
        options.Seed = 1;
        options.NumberOfThreads = 1;
        change?.Invoke(options);
        return options;
    }

    /// <summary>A trained model, the same one for all tests.</summary>
    public MlpTransformerBase Model => _model.Value;

    public TestView View(int rows = 60, params TestColumn[] more) => new(rows, [Blobs.Features(), Label(_ => false), .. more]);

    public IEstimator<MlpTransformerBase> Create(MLContext mlContext, MlpTrainerOptions options) =>
        (IEstimator<MlpTransformerBase>)CreateTrainer(mlContext, options);

    public MlpTransformerBase Fit(MlpTrainerOptions options, IDataView data, IDataView? validation = null, MLContext? mlContext = null)
    {
        mlContext ??= new MLContext(1);
        return CreateTrainer(mlContext, options) switch
        {
            MlpMulticlassTrainer trainer => validation == null ? trainer.Fit(data) : trainer.Fit(data, validation),
            MlpBinaryTrainer trainer => validation == null ? trainer.Fit(data) : trainer.Fit(data, validation),
            MlpRegressionTrainer trainer => validation == null ? trainer.Fit(data) : trainer.Fit(data, validation),
            var other => throw new InvalidOperationException($"{other} is no trainer of ours."),
        };
    }

    /// <summary>Goes on training a model.</summary>
    public MlpTransformerBase GoOn(MlpTrainerOptions options, IDataView data, MlpModelParameters initial, IDataView? validation = null) =>
        CreateTrainer(new MLContext(1), options) switch
        {
            MlpMulticlassTrainer trainer => validation == null ? trainer.Fit(data, initial) : trainer.Fit(data, validation, initial),
            MlpBinaryTrainer trainer => validation == null ? trainer.Fit(data, initial) : trainer.Fit(data, validation, initial),
            MlpRegressionTrainer trainer => validation == null ? trainer.Fit(data, initial) : trainer.Fit(data, validation, initial),
            var other => throw new InvalidOperationException($"{other} is no trainer of ours."),
        };

    public MlpTransformerBase Train(IDataView? data = null) => Fit(QuickOptions(), data ?? View());

    /// <summary>A vector for each of the three clouds.</summary>
    private static TestColumn Vectors(Func<int, bool> isMissing, params float[][] values)
    {
        float[] missing = [values[0][0], float.NaN];
        return TestColumn.Features(2, row => isMissing(row) ? missing : values[row % 3], "Label");
    }

    /// <summary>All that a model says of each row, as text.</summary>
    public string[] Scored(MlpTransformerBase model, IDataView data) => Rows.Texts(model.Transform(data), ScoreColumns);
}
