using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp;

/// <summary>
/// The <see cref="IEstimator{TTransformer}"/> that trains an autoencoder: a multilayer perceptron that has to reproduce its input
/// through a layer of few values, the code. No label is needed.
/// </summary>
/// <remarks>
/// <para>
/// To create this estimator, use
/// <see cref="MlpCatalog.Autoencoder(TransformsCatalog, string, string?, int, string?, int[], int, int, float?)">Autoencoder</see>
/// or <see cref="MlpCatalog.Autoencoder(TransformsCatalog, Options)">Autoencoder(Options)</see>.
/// </para>
/// <h3>Input and Output Columns</h3>
/// <para>
/// The input column must be a vector of <see cref="float"/> of known size, the weight column, where there is one, a
/// <see cref="float"/>. A value that is NaN or infinite is an error when training, and yields NaN in every output column afterwards.
/// </para>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term><see cref="Options.OutputColumnName"/></term><description>vector of <see cref="float"/>: the code</description></item>
/// <item><term><see cref="Options.ReconstructionColumnName"/></term><description>vector of <see cref="float"/> with the slots of the input: what the network makes of the code</description></item>
/// <item><term><see cref="Options.ErrorColumnName"/></term><description><see cref="float"/>: the mean over the slots of (reconstruction - input)², an anomaly score</description></item>
/// </list>
/// <h3>Estimator Characteristics</h3>
/// <list type="table">
/// <listheader><term>Question</term><description>Answer</description></listheader>
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>Yes</description></item>
/// <item><term>Is normalization required?</term><description>Yes: slots of very different scales make training slow, and those with large values are all that the error sees</description></item>
/// <item><term>Input column data type</term><description>Vector of <see cref="float"/> of known size</description></item>
/// <item><term>Output column data type</term><description>Vector of <see cref="float"/></description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <h3>Training Algorithm Details</h3>
/// <para>
/// Hidden layers (<see cref="MlpOptions.HiddenLayers"/>), the code, the hidden layers again in reverse, and as many outputs as inputs
/// (Hinton and Salakhutdinov, 2006), trained as every other network here, with the input for the target values: by default on half
/// the squared error, summed over the slots. With <see cref="MaskingNoise"/> or <see cref="GaussianNoise"/> in
/// <see cref="MlpOptions.Augmentations"/> it is a denoising autoencoder (Vincent et al., 2008): the input is changed, the target is not.
/// The same seed, data and options give the same network, bit for bit, on any number of threads and any processor.
/// </para>
/// </remarks>
public sealed partial class MlpAutoencoderEstimator : IEstimator<MlpAutoencoderTransformer>
{
    private readonly IHost _host;
    private readonly Options _options;

    internal MlpAutoencoderEstimator(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = (Options)options.Copy();
        _host = environment.Register(nameof(MlpAutoencoderEstimator));
    }

    /// <summary>Trains on data, with the validation rows that the options name, if any.</summary>
    /// <param name="input">The training data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows can't be trained on; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public MlpAutoencoderTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet);

    /// <summary>Trains on data and judges every epoch by other data.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">Data of the same columns, transformed in the same way; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">Validation data is also given by an option, or its input is another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows can't be trained on; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public MlpAutoencoderTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        _options.CheckValidation(validationData);
        MlNetInternals.CheckAlive(_host);
        _options.CancellationToken.ThrowIfCancellationRequested();
        var input = ReadInput(trainData.Schema);
        if (validationData != null)
        {
            _ = ReadInput(validationData.Schema);
            RowLoader.RequireFeatures(validationData.Schema, _options, input.Outputs);
        }

        var network = _options.DescribeNetwork(input.Outputs, input.Outputs);
        var (trained, record) = new NetworkFit(_host, _options).Run(trainData, validationData, input, network);
        var columns = input.Describe(input.Name) with { Training = record };
        return new MlpAutoencoderTransformer(
            new AutoencoderContent(
                columns, _options.OutputColumnName, _options.ReconstructionColumnName, _options.ErrorColumnName,
                _options.CountEncoderLayers(network)),
            new MlpModelParameters(trained, columns));
    }

    /// <summary>The columns that the trained transformer will yield, with as much as is known of them before training.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        RowLoader.CheckColumns(inputSchema, _options);
        return inputSchema.With(AutoencoderColumns.Shape(inputSchema.Require(ColumnRole.Input, _options.FeatureColumn.Name), _options));
    }

    private ReconstructedInput ReadInput(DataViewSchema schema)
    {
        _ = GetOutputSchema(ShapeColumns.Of(schema));
        return new ReconstructedInput(schema[_options.FeatureColumn.Name]);
    }
}
