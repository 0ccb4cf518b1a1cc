namespace Ml.Net.Mlp.Engine;

/// <summary>Writes an activation as its name.</summary>
internal sealed class ActivationJsonConverter() : NameJsonConverter<Activation>(Activation.Parse);
