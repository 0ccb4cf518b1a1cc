using Ml.Net.Mlp;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(MlpMulticlassTransformer), null, typeof(SignatureLoadModel),
    "Multilayer perceptron for multiclass classification", MlpMulticlassTransformer.LoaderName)]

namespace Ml.Net.Mlp;

// How ML.NET loads the transformer.
public sealed partial class MlpMulticlassTransformer
{
    internal const string LoaderName = "MlpMulticlassTransformer";

    private const string Signature = "MLPNETMC";

    private protected override (string Signature, string LoaderName) Entry => (Signature, LoaderName);

    // Found by its name and parameters when a model is loaded.
    internal static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var (columns, network) = TransformerContent.Read(ModelEntry.Begin(ctx, Signature, LoaderName));
        return new MlpMulticlassTransformer(columns, new MlpModelParameters(network, columns));
    }
}
