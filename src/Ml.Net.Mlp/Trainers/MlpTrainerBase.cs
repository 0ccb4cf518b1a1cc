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
    public TTransformer Fit(IDataView trainData, IDataView? validationData) => Train(trainData, validationData, initial: null);

    /// <summary>
    /// Goes on training a model, with the validation rows that the options name, if any. Where the model comes from a training in
    /// this process with the same optimizer, the optimizer's state is gone on with too: with the same options, a
    /// <see cref="MlpOptions.Seed"/> among them, ten epochs and ten more are twenty, to the bit. A model that was loaded goes
    /// on with its weights, and an optimizer that begins anew.
    /// </summary>
    /// <param name="trainData">The training data; perhaps other rows than before, of the same columns and classes.</param>
    /// <param name="initial">
    /// The model to go on with, which stays as it is. The options must describe its network; its history becomes the first part
    /// of the new one's.
    /// </param>
    /// <exception cref="ArgumentException">The model's network is another than the options describe; the message says where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows can't be trained on; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TTransformer Fit(IDataView trainData, MlpModelParameters initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return Train(trainData, _options.ValidationSet, initial);
    }

    /// <summary>Goes on training a model and judges every epoch by other data.</summary>
    /// <param name="trainData">The training data; perhaps other rows than before, of the same columns and classes.</param>
    /// <param name="validationData">
    /// Data of the same columns and classes, transformed in the same way; <see langword="null"/> for none.
    /// </param>
    /// <param name="initial">The model to go on with; see <see cref="Fit(IDataView, MlpModelParameters)"/>.</param>
    /// <exception cref="ArgumentException">
    /// Validation data is also given by an option, its label is another, or the model's network is another than the options describe.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows can't be trained on; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TTransformer Fit(IDataView trainData, IDataView? validationData, MlpModelParameters initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return Train(trainData, validationData, initial);
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

    private TTransformer Train(IDataView trainData, IDataView? validationData, MlpModelParameters? initial)
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
        var network = _options.DescribeNetwork(inputs, label.Outputs);
        var columns = label.Describe(_options.FeatureColumnName);
        if (initial != null)
        {
            RequireNetwork(network, initial);
            LabelValues.RequireSame(
                label.Name, columns, "training data", columns.LabelValues, "data of the model to go on with", initial.LabelValues);
        }

        var (trained, record) = new NetworkFit(_host, _options).Run(
            trainData, validationData, label, network, classWeights, initial?.Network);
        columns = columns with { Training = record };
        return CreateTransformer(columns, new MlpModelParameters(trained, columns));
    }

    private static void RequireNetwork(NetworkDescription network, MlpModelParameters initial)
    {
        if (NetworkDescription.Difference(initial.Network.Description, network) is var (theirs, ours))
        {
            throw new ArgumentException($"The network of the model to go on with is {theirs}; expected {ours}, as the options describe it.", nameof(initial));
        }
    }

    private LabelColumn CheckSchema(DataViewSchema schema)
    {
        _ = GetOutputSchema(ShapeColumns.Of(schema));
        return ReadLabel(schema[_options.LabelColumnName]);
    }

    private void CheckValidationSchema(DataViewSchema schema, LabelColumn label, int inputs)
    {
        var other = CheckSchema(schema);
        label.RequireSame(other);
        var columns = label.Describe(_options.FeatureColumnName);
        LabelValues.RequireSame(
            label.Name, columns, "validation data", other.Describe(columns.Feature).LabelValues, "training data", columns.LabelValues);
        RowLoader.RequireFeatures(schema, _options, inputs);
    }
}
