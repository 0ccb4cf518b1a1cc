namespace Ml.Net.Mlp.Engine;

/// <summary>Writes an initializer as its name.</summary>
internal sealed class InitializerJsonConverter() : NameJsonConverter<Initializer>(Initializer.Parse);
