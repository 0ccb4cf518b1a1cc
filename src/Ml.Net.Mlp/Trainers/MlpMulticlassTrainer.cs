using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Ml.Net.Mlp;

/// <summary>
/// The <see cref="IEstimator{TTransformer}"/> that trains a multilayer perceptron, a feed-forward neural network, to tell
/// classes apart.
/// </summary>
/// <remarks>
/// <para>
/// To create this trainer, use
/// <see cref="MlpCatalog.Mlp(MulticlassClassificationCatalog.MulticlassClassificationTrainers, string, string, string?, int[], int, int, float?, float)">Mlp</see>
/// or <see cref="MlpCatalog.Mlp(MulticlassClassificationCatalog.MulticlassClassificationTrainers, Options)">Mlp(Options)</see>.
/// </para>
/// <h3>Input and Output Columns</h3>
/// <para>
/// The label column must be a <see cref="KeyDataViewType">key</see> of <see cref="uint"/> (see MapValueToKey), the feature
/// column a vector of <see cref="float"/> of known size, the weight column, where there is one, a <see cref="float"/>.
/// Rows with a missing label are left out, with one warning; a feature that is infinite is an error, and so is NaN unless
/// <see cref="MlpTrainerOptions.MissingValues"/> says what takes its place.
/// </para>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term><c>Score</c></term><description>Vector of <see cref="float"/>: the probability of each class, summing to 1. Its slots are named after the classes.</description></item>
/// <item><term><c>PredictedLabel</c></term><description>Key of <see cref="uint"/>: the class with the largest score, with the values of the label's keys, so that MapKeyToValue turns it back.</description></item>
/// </list>
/// <h3>Trainer Characteristics</h3>
/// <list type="table">
/// <listheader><term>Question</term><description>Answer</description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>Yes: features of very different scales make training slow or divergent</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once, into memory; only rows that take more than <see cref="MlpTrainerOptions.MemoryBudgetMegabytes"/> are read for every epoch</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Ml.Net.Mlp</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <h3>Training Algorithm Details</h3>
/// <para>
/// Layers of units, each computing <c>activation(w · x + b)</c> over all outputs of the layer before; the last layer has a
/// unit for each class. Weights start at random (<see cref="MlpTrainerOptions.Initializer"/>). An epoch goes through the rows
/// in random order in mini-batches; for each, back-propagation yields the gradient of the mean cross-entropy
/// <c>-log p(class)</c>, weighted where there is a weight column, plus <c>λ w</c> for L2 regularization, and the optimizer
/// takes a step against it. Dropout leaves units out at random while training. The same seed, data and options give the same
/// network, bit for bit, on any number of threads and any processor.
/// </para>
/// <h3>Scoring Function</h3>
/// <para>
/// With <c>h₀</c> the features and <c>hᵢ = activation(Wᵢ hᵢ₋₁ + bᵢ)</c> the hidden layers, the score is
/// <c>softmax(W h + b)</c> of the last of them: <c>scoreⱼ = exp(zⱼ) / Σₖ exp(zₖ)</c>.
/// </para>
/// </remarks>
public sealed partial class MlpMulticlassTrainer : ITrainerEstimator<MlpMulticlassTransformer, MlpModelParameters>
{
    private readonly IHost _host;
    private readonly Options _options;

    internal MlpMulticlassTrainer(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = (Options)options.Copy();
        _host = environment.Register(nameof(MlpMulticlassTrainer));
    }

    /// <summary>What the trainer asks of its data: normalized features, and no cache.</summary>
    public TrainerInfo Info { get; } = MlNetInternals.CreateTrainerInfo();

    /// <summary>Trains on data, with the validation rows that the options name, if any.</summary>
    /// <param name="input">The training data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows can't be trained on; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public MlpMulticlassTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet);

    /// <summary>Trains on data and judges every epoch by other data.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">
    /// Data of the same columns and classes, transformed in the same way; <see langword="null"/> for none.
    /// </param>
    /// <exception cref="ArgumentException">Validation data is also given by an option, or its classes are others.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows can't be trained on; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public MlpMulticlassTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        RequireOneValidation(validationData);
        MlNetInternals.CheckAlive(_host);
        _options.CancellationToken.ThrowIfCancellationRequested();
        var label = CheckSchema(trainData.Schema);
        var inputs = RowLoader.CountFeatures(trainData.Schema, _options);
        if (validationData != null)
        {
            CheckValidationSchema(validationData.Schema, label, inputs);
        }

        var classWeights = _options.ClassWeights is { } weights
            ? ClassWeightOption.ForClasses(weights, _options.LabelColumnName, label.Names)
            : null;
        using var channel = _host.Start("Training");
        var network = _options.DescribeNetwork(inputs, label.Classes, Activation.Softmax);
        var loader = new RowLoader(_host, channel, _options);
        var rows = loader.Load(trainData, inputs, label, forTraining: true);
        var validationRows = validationData == null
            ? null
            : loader.Load(validationData, inputs, label, forTraining: false);
        var options = _options.ToTrainingOptions(
            _options.Seed ?? _host.Rand.Next(), progress => Report(progress, channel), classWeights, _options.BalanceClasses);
        var trained = NetworkTrainer.Train(network, rows, options, validationRows);
        return new MlpMulticlassTransformer(_options.FeatureColumnName, label.Values, new MlpModelParameters(trained));
    }

    /// <summary>The columns that the trained transformer will yield, with as much as is known of them before training.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        RowLoader.CheckColumns(inputSchema, _options);
        return inputSchema.With(MulticlassShape.Of(MulticlassLabel.Check(inputSchema, _options.LabelColumnName)));
    }

    private MulticlassLabel CheckSchema(DataViewSchema schema)
    {
        _ = GetOutputSchema(ShapeColumns.Of(schema));
        return MulticlassLabel.Read(schema, _options.LabelColumnName);
    }

    private void CheckValidationSchema(DataViewSchema schema, MulticlassLabel label, int inputs)
    {
        label.RequireSame(CheckSchema(schema));
        var count = RowLoader.CountFeatures(schema, _options);
        if (count != inputs)
        {
            throw new ArgumentException($"Feature column '{_options.FeatureColumnName}' has {count} features in the validation data; expected {inputs}, as in the training data.");
        }
    }

    private void RequireOneValidation(IDataView? validationData)
    {
        OptionCheck.Require(validationData == null || _options.ValidationSet == null || validationData == _options.ValidationSet,
            nameof(Options.ValidationSet), "given", "null, because Fit was called with validation data");
        OptionCheck.Require(validationData == null || _options.ValidationFraction == 0,
            nameof(Options.ValidationFraction), _options.ValidationFraction, "0, because Fit was called with validation data");
        OptionCheck.Require(
            _options.EarlyStopping is not { Metric: TrainingMetric.ValidationLoss or TrainingMetric.ValidationAccuracy }
                || validationData != null || _options.ValidationFraction > 0,
            "EarlyStopping.Metric", _options.EarlyStopping?.Metric,
            "a ValidationFraction above 0, a ValidationSet or validation data passed to Fit, or a metric of the training rows");
    }

    private void Report(TrainingProgress progress, IChannel channel)
    {
        channel.Info(MessageSensitivity.None, EpochLog.Line(progress));
        _options.Progress?.Invoke(progress);
        MlNetInternals.CheckAlive(_host);
    }
}
