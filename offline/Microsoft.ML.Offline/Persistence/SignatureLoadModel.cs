namespace Microsoft.ML;

/// <summary>The signature of classes that are loaded from a model.</summary>
internal delegate void SignatureLoadModel(ModelLoadContext ctx);
