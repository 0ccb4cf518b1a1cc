using Ml.Net.Mlp;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(MlpRegressionTransformer), null, typeof(SignatureLoadModel),
    "Multilayer perceptron for regression", MlpRegressionTransformer.LoaderName)]

namespace Ml.Net.Mlp;

// How ML.NET loads the transformer.
public sealed partial class MlpRegressionTransformer
{
    internal const string LoaderName = "MlpRegressionTransformer";

    private const string Signature = "MLPNETRG";

    private protected override (string Signature, string LoaderName) Entry => (Signature, LoaderName);

    // Found by its name and parameters when a model is loaded.
    internal static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var (columns, network) = TransformerContent.Read(ModelEntry.Begin(ctx, Signature, LoaderName));
        return new MlpRegressionTransformer(columns, new MlpModelParameters(network, columns));
    }
}
