namespace Ml.Net.Mlp;

/// <summary>
/// A trained multilayer perceptron for multiclass classification: adds the columns <c>PredictedLabel</c> and <c>Score</c>.
/// Made by <see cref="MlpMulticlassTrainer"/> or by loading a model.
/// </summary>
/// <remarks>
/// A row in which a feature is NaN or infinite gets a Score of NaN for every class and a missing PredictedLabel; with
/// <see cref="MlpTrainerOptions.MissingValues"/> at mean or zero one that is infinite only. See
/// <see cref="MlpTransformerBase"/> for threads.
/// </remarks>
public sealed partial class MlpMulticlassTransformer : MlpTransformerBase
{
    internal MlpMulticlassTransformer(ModelColumns columns, MlpModelParameters model)
        : base(columns, model, model.Network, new MulticlassColumns(model.Network.Description.Outputs, columns.LabelValues))
    {
    }
}
