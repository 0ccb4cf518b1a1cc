namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>A model that can be picked.</summary>
/// <param name="Id">What the page calls it by.</param>
/// <param name="Name">The name of its file.</param>
/// <param name="Path">Where it lies; <see langword="null"/> for one that was sent.</param>
internal sealed record ModelEntry(int Id, string Name, string? Path);
