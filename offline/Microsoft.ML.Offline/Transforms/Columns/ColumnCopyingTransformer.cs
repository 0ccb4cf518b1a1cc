using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(ColumnCopyingTransformer), typeof(ColumnCopyingTransformer), null, typeof(SignatureLoadModel),
    "", ColumnCopyingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Copies columns under another name.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "OfflineCopy";
    private static readonly VersionInfo _version = ModelFormat.Version("OFFLCOPY", LoaderSignature);

    internal ColumnCopyingTransformer(IHostEnvironment env, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ColumnCopyingTransformer)), columns)
    {
    }

    /// <summary>A getter of the source column, whatever its type.</summary>
    internal static Func<DataViewRow, Delegate> PassThrough(DataViewSchema.Column source)
    {
        var makeGetter = typeof(ColumnCopyingTransformer).GetMethod(nameof(MakeGetter), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(source.Type.RawType);
        return input => (Delegate)makeGetter.Invoke(null, [input, source]);
    }

    internal static ColumnCopyingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        return new ColumnCopyingTransformer(env, LoadColumns(ctx));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(_version);
        SaveColumns(ctx);
    }

    private protected override OneToOneColumn MakeColumn(int index, DataViewSchema.Column source)
        => new OneToOneColumn(source.Type, source.Annotations, PassThrough(source));

    private static ValueGetter<T> MakeGetter<T>(DataViewRow input, DataViewSchema.Column source) => input.GetGetter<T>(source);
}
