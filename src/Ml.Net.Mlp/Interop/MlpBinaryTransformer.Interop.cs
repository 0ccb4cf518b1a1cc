using Ml.Net.Mlp;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(MlpBinaryTransformer), null, typeof(SignatureLoadModel),
    "Multilayer perceptron for binary classification", MlpBinaryTransformer.LoaderName)]

namespace Ml.Net.Mlp;

// How ML.NET loads the transformer.
public sealed partial class MlpBinaryTransformer
{
    internal const string LoaderName = "MlpBinaryTransformer";

    private const string Signature = "MLPNETBC";

    private protected override (string Signature, string LoaderName) Entry => (Signature, LoaderName);

    // Found by its name and parameters when a model is loaded.
    internal static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var (columns, network) = TransformerContent.Read(ModelEntry.Begin(ctx, Signature, LoaderName));
        return new MlpBinaryTransformer(columns, new MlpModelParameters(network, columns));
    }
}
