using Microsoft.ML;

namespace Ml.Net.Mlp;

// What ML.NET asks of a transformer through interfaces that are not public.
public abstract partial class MlpTransformerBase : ISingleFeaturePredictionTransformer
{
    /// <summary>The format of the transformer's entry in a model file, and the class that loads it.</summary>
    private protected abstract (string Signature, string LoaderName) Entry { get; }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        TransformerContent.Write(ModelEntry.Begin(ctx, Entry.Signature, Entry.LoaderName), _columns, Model.Network);
    }
}
