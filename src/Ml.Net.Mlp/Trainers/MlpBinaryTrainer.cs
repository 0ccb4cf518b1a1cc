using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp;

/// <summary>
/// The <see cref="IEstimator{TTransformer}"/> that trains a multilayer perceptron, a feed-forward neural network, to tell
/// two classes apart, or to say of each of several labels whether it holds.
/// </summary>
/// <remarks>
/// <para>
/// To create this trainer, use
/// <see cref="MlpCatalog.Mlp(BinaryClassificationCatalog.BinaryClassificationTrainers, string, string, string?, int[], int, int, float?, float)">Mlp</see>
/// or <see cref="MlpCatalog.Mlp(BinaryClassificationCatalog.BinaryClassificationTrainers, Options)">Mlp(Options)</see>.
/// </para>
/// <h3>Input and Output Columns</h3>
/// <para>
/// The label column must be a <see cref="bool"/>, the feature column a vector of <see cref="float"/> of known size, the weight
/// column, where there is one, a <see cref="float"/>. A feature that is NaN or infinite is an error.
/// </para>
/// <para>
/// With several labels of which any number may hold, the label column is a vector of known size: of <see cref="bool"/>, or of
/// <see cref="float"/> from 0 to 1. Each output column is then a vector too, with a slot for each label, named as the slots of
/// the label column are. Rows in which a label is NaN are left out, with one warning. ML.NET has no evaluator for such scores.
/// </para>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term><c>Score</c></term><description><see cref="float"/>: the weighted sum of the output unit, the logit; unbounded.</description></item>
/// <item><term><c>Probability</c></term><description><see cref="float"/>: the probability of true, the sigmoid of Score. It is not there with a loss that knows no probabilities.</description></item>
/// <item><term><c>PredictedLabel</c></term><description><see cref="bool"/>: whether Score is above 0.</description></item>
/// </list>
/// <h3>Trainer Characteristics</h3>
/// <list type="table">
/// <listheader><term>Question</term><description>Answer</description></listheader>
/// <item><term>Machine learning task</term><description>Binary classification</description></item>
/// <item><term>Is normalization required?</term><description>Yes: features of very different scales make training slow or divergent</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once, into memory; only rows that take more than <see cref="MlpOptions.MemoryBudgetMegabytes"/> are read for every epoch</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Ml.Net.Mlp</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <h3>Training Algorithm Details</h3>
/// <para>
/// Layers of units, each computing <c>activation(w · x + b)</c> over all outputs of the layer before; the last layer has one
/// unit, or one for each label. Weights start at random (<see cref="MlpOptions.Initializer"/>). An epoch goes through
/// the rows in random order in mini-batches; for each, back-propagation yields the gradient of the mean loss, by default the
/// cross-entropy <c>-y log p - (1 - y) log(1 - p)</c>, weighted where there is a weight column, plus <c>λ w</c> for L2
/// regularization, and the optimizer takes a step against it. Dropout leaves units out at random while training. The same seed,
/// data and options give the same network, bit for bit, on any number of threads and any processor.
/// </para>
/// <h3>Scoring Function</h3>
/// <para>
/// With <c>h₀</c> the features and <c>hᵢ = activation(Wᵢ hᵢ₋₁ + bᵢ)</c> the hidden layers, the score is <c>z = w · h + b</c> of
/// the last of them, and the probability <c>1 / (1 + exp(-z))</c>.
/// </para>
/// </remarks>
public sealed partial class MlpBinaryTrainer : MlpTrainerBase<MlpBinaryTransformer>
{
    private readonly bool _isCalibrated;

    internal MlpBinaryTrainer(IHostEnvironment environment, Options options)
        : base(environment, options) => _isCalibrated = options.GetOutputActivation() == Activation.Sigmoid;

    private protected override SchemaShape.Column CheckLabel(SchemaShape shape, string name) => BinaryLabel.Check(shape, name);

    private protected override LabelColumn ReadLabel(DataViewSchema.Column column) => BinaryLabel.Read(column);

    private protected override SchemaShape.Column[] GetScoreColumns(SchemaShape.Column label) => ScoreShape.OfBinary(label, _isCalibrated);

    private protected override MlpBinaryTransformer CreateTransformer(ModelColumns columns, MlpModelParameters model) =>
        new(columns, model);
}
