namespace Ml.Net.Mlp;

/// <summary>
/// A trained multilayer perceptron for binary classification: adds the columns <c>PredictedLabel</c>, <c>Score</c> and, where
/// the output activation is the sigmoid, <c>Probability</c>. Made by <see cref="MlpBinaryTrainer"/> or by loading a model.
/// </summary>
/// <remarks>
/// <para>
/// Score is the weighted sum of the output unit (the logit), Probability its sigmoid, and PredictedLabel says whether Score is
/// above 0. The network in <see cref="MlpTransformerBase.Model"/> yields the probability.
/// </para>
/// <para>
/// A row in which a feature is NaN or infinite gets NaN for Score and Probability, and false for PredictedLabel. See
/// <see cref="MlpTransformerBase"/> for threads.
/// </para>
/// </remarks>
public sealed partial class MlpBinaryTransformer : MlpTransformerBase
{
    internal MlpBinaryTransformer(ModelColumns columns, MlpModelParameters model)
        : base(columns, model, model.Network.WithoutOutputActivation(), new BinaryColumns(model.Network.Description, columns))
    {
    }
}
