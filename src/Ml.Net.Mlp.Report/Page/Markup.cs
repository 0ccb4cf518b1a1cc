namespace Ml.Net.Mlp.Report;

/// <summary>Text that is HTML already.</summary>
/// <param name="Html">The HTML.</param>
internal readonly record struct Markup(string Html);
