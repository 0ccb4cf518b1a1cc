using Ml.Net.Mlp;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(MlpAutoencoderTransformer), null, typeof(SignatureLoadModel),
    "Multilayer perceptron that encodes and reconstructs", MlpAutoencoderTransformer.LoaderName)]

namespace Ml.Net.Mlp;

// How ML.NET saves and loads the transformer.
public sealed partial class MlpAutoencoderTransformer
{
    internal const string LoaderName = "MlpAutoencoder";

    private const string Signature = "MLPNETAE";

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        _content.Write(ModelEntry.Begin(ctx, Signature, LoaderName), Model.Network);
    }

    // Found by its name and parameters when a model is loaded.
    internal static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var (content, network) = AutoencoderContent.Read(ModelEntry.Begin(ctx, Signature, LoaderName));
        return new MlpAutoencoderTransformer(content, new MlpModelParameters(network, content.Columns));
    }
}
