namespace Ml.Net.Mlp.Engine;

/// <summary>A part of a layer's parameters.</summary>
/// <param name="Offset">Where it begins in the layer's part of the flat array.</param>
/// <param name="Size">Its length there, padding included; a multiple of 16.</param>
/// <param name="Decays">Whether regularization applies: to weights, not to biases.</param>
internal sealed record ParameterPart(long Offset, long Size, bool Decays);
