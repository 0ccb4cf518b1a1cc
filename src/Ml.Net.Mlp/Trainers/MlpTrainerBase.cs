using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Ml.Net.Mlp;

/// <summary>What trainers of multilayer perceptrons have in common: all but the label.</summary>
/// <typeparam name="TTransformer">What <see cref="Fit(IDataView)"/> yields.</typeparam>
public abstract class MlpTrainerBase<TTransformer> : ITrainerEstimator<TTransformer, MlpModelParameters>
    where TTransformer : MlpTransformerBase
{
    private readonly IHost _host;
    private readonly MlpTrainerOptions _options;

    private protected MlpTrainerBase(IHostEnvironment environment, MlpTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options.Copy();
        _host = environment.Register(GetType().Name);
    }

    /// <summary>What the trainer asks of its data: normalized features, and no cache.</summary>
    public TrainerInfo Info { get; } = MlNetInternals.CreateTrainerInfo();

    /// <summary>Trains on data, with the validation rows that the options name, if any.</summary>
    /// <param name="input">The training data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows can't be trained on; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet);

    /// <summary>Trains on data and judges every epoch by other data.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">
    /// Data of the same columns and classes, transformed in the same way; <see langword="null"/> for none.
    /// </param>
    /// <exception cref="ArgumentException">Validation data is also given by an option, or its label is another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows can't be trained on; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        _options.CheckValidation(validationData);
        MlNetInternals.CheckAlive(_host);
        _options.CancellationToken.ThrowIfCancellationRequested();
        var label = CheckSchema(trainData.Schema);
        _options.CheckTask(label.Task);
        var inputs = RowLoader.CountFeatures(trainData.Schema, _options);
        if (validationData != null)
        {
            CheckValidationSchema(validationData.Schema, label, inputs);
        }

        var classWeights = _options.WeighClasses(label);
        using var channel = _host.Start("Training");
        var network = _options.DescribeNetwork(inputs, label.Outputs);
        var loader = new RowLoader(_host, channel, _options);
        var rows = loader.Load(trainData, inputs, label, forTraining: true);
        var validationRows = validationData == null
            ? null
            : loader.Load(validationData, inputs, label, forTraining: false);
        var options = _options.ToTrainingOptions(_options.Seed ?? _host.Rand.Next(), progress => Report(progress, channel), classWeights);
        var trained = NetworkTrainer.Train(network, rows, options, validationRows);
        return CreateTransformer(label.Describe(_options.FeatureColumnName), new MlpModelParameters(trained));
    }

    /// <summary>The columns that the trained transformer will yield, with as much as is known of them before training.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        RowLoader.CheckColumns(inputSchema, _options);
        return inputSchema.With(GetScoreColumns(CheckLabel(inputSchema, _options.LabelColumnName)));
    }

    /// <summary>Finds the label column and checks its shape.</summary>
    private protected abstract SchemaShape.Column CheckLabel(SchemaShape shape, string name);

    /// <summary>Reads what the label column's type and annotations say; its shape has been checked.</summary>
    private protected abstract LabelColumn ReadLabel(DataViewSchema.Column column);

    /// <summary>The score columns as they can be told before training.</summary>
    private protected abstract SchemaShape.Column[] GetScoreColumns(SchemaShape.Column label);

    private protected abstract TTransformer CreateTransformer(ModelColumns columns, MlpModelParameters model);

    private LabelColumn CheckSchema(DataViewSchema schema)
    {
        _ = GetOutputSchema(ShapeColumns.Of(schema));
        return ReadLabel(schema[_options.LabelColumnName]);
    }

    private void CheckValidationSchema(DataViewSchema schema, LabelColumn label, int inputs)
    {
        label.RequireSame(CheckSchema(schema));
        var count = RowLoader.CountFeatures(schema, _options);
        if (count != inputs)
        {
            throw new ArgumentException($"Feature column '{_options.FeatureColumnName}' has {count} features in the validation data; expected {inputs}, as in the training data.");
        }
    }

    private void Report(TrainingProgress progress, IChannel channel)
    {
        channel.Info(MessageSensitivity.None, EpochLog.Line(progress));
        _options.Progress?.Invoke(progress);
        MlNetInternals.CheckAlive(_host);
    }
}
