using Ml.Net.Mlp;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(MlpMulticlassTransformer), null, typeof(SignatureLoadModel),
    "Multilayer perceptron for multiclass classification", MlpMulticlassTransformer.LoaderName)]

namespace Ml.Net.Mlp;

// What ML.NET asks of a transformer through interfaces and signatures that are not public.
public sealed partial class MlpMulticlassTransformer : ISingleFeaturePredictionTransformer
{
    internal const string LoaderName = "MlpMulticlassTransformer";

    private const string Signature = "MLPNETMC";

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        TransformerContent.Write(ModelEntry.Begin(ctx, Signature, LoaderName), FeatureColumnName, _labelValues, Model.Network);
    }

    // Found by its name and parameters when a model is loaded.
    internal static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var (featureColumn, labelValues, network) = TransformerContent.Read(ModelEntry.Begin(ctx, Signature, LoaderName));
        return new MlpMulticlassTransformer(featureColumn, labelValues, new MlpModelParameters(network));
    }
}
