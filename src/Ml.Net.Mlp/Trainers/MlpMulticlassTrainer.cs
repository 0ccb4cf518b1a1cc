using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

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
/// <item><term>Is caching required?</term><description>No: the rows are read once, into memory; only rows that take more than <see cref="MlpOptions.MemoryBudgetMegabytes"/> are read for every epoch</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Ml.Net.Mlp</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <h3>Training Algorithm Details</h3>
/// <para>
/// Layers of units, each computing <c>activation(w · x + b)</c> over all outputs of the layer before; the last layer has a
/// unit for each class. Weights start at random (<see cref="MlpOptions.Initializer"/>). An epoch goes through the rows
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
public sealed partial class MlpMulticlassTrainer : MlpTrainerBase<MlpMulticlassTransformer>
{
    internal MlpMulticlassTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override SchemaShape.Column CheckLabel(SchemaShape shape, string name) => MulticlassLabel.Check(shape, name);

    private protected override LabelColumn ReadLabel(DataViewSchema.Column column) => MulticlassLabel.Read(column);

    private protected override SchemaShape.Column[] GetScoreColumns(SchemaShape.Column label) => ScoreShape.OfMulticlass(label);

    private protected override MlpMulticlassTransformer CreateTransformer(ModelColumns columns, MlpModelParameters model) =>
        new(columns, model);
}
