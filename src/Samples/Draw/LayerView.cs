namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>A hidden layer as the page shows it.</summary>
/// <param name="Units">Values that it yields.</param>
/// <param name="Activation">The function that makes them, in words.</param>
/// <param name="Least">Where the colours begin: 0, or as far below it as <paramref name="Most"/> is above.</param>
/// <param name="Most">Where the colours end.</param>
internal sealed record LayerView(int Units, string Activation, float Least, float Most);
