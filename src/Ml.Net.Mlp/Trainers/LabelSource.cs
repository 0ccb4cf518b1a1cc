namespace Ml.Net.Mlp;

/// <summary>Where labels are read from.</summary>
/// <param name="Name">The label column.</param>
/// <param name="Data">What the data is to the training, for messages.</param>
/// <param name="Refuse">Why a target value makes no sense to the loss, and what was expected; null when it does.</param>
internal sealed record LabelSource(string Name, string Data, Func<float, string?> Refuse);
