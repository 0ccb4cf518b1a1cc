using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp;

/// <summary>
/// The <see cref="IEstimator{TTransformer}"/> that trains a multilayer perceptron, a feed-forward neural network, to predict a
/// number, or several at once.
/// </summary>
/// <remarks>
/// <para>
/// To create this trainer, use
/// <see cref="MlpCatalog.Mlp(RegressionCatalog.RegressionTrainers, string, string, string?, int[], int, int, float?, float)">Mlp</see>
/// or <see cref="MlpCatalog.Mlp(RegressionCatalog.RegressionTrainers, Options)">Mlp(Options)</see>.
/// </para>
/// <h3>Input and Output Columns</h3>
/// <para>
/// The label column must be a <see cref="float"/>, the feature column a vector of <see cref="float"/> of known size, the weight
/// column, where there is one, a <see cref="float"/>. Rows with a label of NaN are left out, with one warning; a label that is
/// infinite, or a feature that is NaN or infinite, is an error.
/// </para>
/// <para>
/// To predict several numbers at once, the label column is a vector of <see cref="float"/> of known size. Score is then a vector
/// too, with slots named as those of the label column are. ML.NET has no evaluator for such scores.
/// </para>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term><c>Score</c></term><description><see cref="float"/>: the predicted label, on the scale of the label.</description></item>
/// </list>
/// <h3>Trainer Characteristics</h3>
/// <list type="table">
/// <listheader><term>Question</term><description>Answer</description></listheader>
/// <item><term>Machine learning task</term><description>Regression</description></item>
/// <item><term>Is normalization required?</term><description>Of the features, yes: very different scales make training slow or divergent. Of the label, no: <see cref="Options.StandardizeLabel"/> sees to it</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once, into memory; only rows that take more than <see cref="MlpOptions.MemoryBudgetMegabytes"/> are read for every epoch</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Ml.Net.Mlp</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <h3>Training Algorithm Details</h3>
/// <para>
/// Layers of units, each computing <c>activation(w · x + b)</c> over all outputs of the layer before; the last layer has one
/// unit, or one for each value of the label. Weights start at random (<see cref="MlpOptions.Initializer"/>). An epoch
/// goes through the rows in random order in mini-batches; for each, back-propagation yields the gradient of the mean loss, by
/// default half the squared error <c>½ (score - label)²</c> of standardized labels, weighted where there is a weight column,
/// plus <c>λ w</c> for L2 regularization, and the optimizer takes a step against it. Dropout leaves units out at random while
/// training. The same seed, data and options give the same network, bit for bit, on any number of threads and any processor.
/// </para>
/// <h3>Scoring Function</h3>
/// <para>
/// With <c>h₀</c> the features and <c>hᵢ = activation(Wᵢ hᵢ₋₁ + bᵢ)</c> the hidden layers, the score is <c>w · h + b</c> of the
/// last of them, under <see cref="Options.OutputActivation"/> where there is one.
/// </para>
/// </remarks>
public sealed partial class MlpRegressionTrainer : MlpTrainerBase<MlpRegressionTransformer>
{
    internal MlpRegressionTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override SchemaShape.Column CheckLabel(SchemaShape shape, string name) => RegressionLabel.Check(shape, name);

    private protected override LabelColumn ReadLabel(DataViewSchema.Column column) => RegressionLabel.Read(column);

    private protected override SchemaShape.Column[] GetScoreColumns(SchemaShape.Column label) => ScoreShape.OfRegression(label);

    private protected override MlpRegressionTransformer CreateTransformer(ModelColumns columns, MlpModelParameters model) =>
        new(columns, model);
}
