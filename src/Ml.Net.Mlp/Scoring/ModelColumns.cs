namespace Ml.Net.Mlp;

/// <summary>What a model knows of the columns that it was trained on.</summary>
/// <param name="Feature">The feature column.</param>
/// <param name="LabelValues">
/// What the outputs stand for: the values of a label of keys, the slot names of a label that is a vector; null where the label
/// does not say.
/// </param>
/// <param name="IsVector">Whether the label had several values a row.</param>
internal sealed record ModelColumns(string Feature, LabelValues? LabelValues, bool IsVector)
{
    /// <summary>What the model was trained with; null in a file of a version that kept none.</summary>
    public MlpTrainingRecord? Training { get; init; }
}
