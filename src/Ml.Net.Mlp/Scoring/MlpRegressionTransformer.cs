namespace Ml.Net.Mlp;

/// <summary>
/// A trained multilayer perceptron for regression: adds the column <c>Score</c>. Made by <see cref="MlpRegressionTrainer"/> or
/// by loading a model.
/// </summary>
/// <remarks>
/// A row in which a feature is NaN or infinite gets a Score of NaN. See <see cref="MlpTransformerBase"/> for threads.
/// </remarks>
public sealed partial class MlpRegressionTransformer : MlpTransformerBase
{
    internal MlpRegressionTransformer(ModelColumns columns, MlpModelParameters model)
        : base(columns, model, model.Network, new RegressionColumns(model.Network.Description.Outputs, columns))
    {
    }
}
