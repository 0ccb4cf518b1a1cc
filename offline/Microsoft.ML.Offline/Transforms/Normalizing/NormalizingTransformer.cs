using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(NormalizingTransformer), typeof(NormalizingTransformer), null, typeof(SignatureLoadModel),
    "", NormalizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Normalizes columns by what <see cref="NormalizingEstimator"/> learnt of them.</summary>
public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "OfflineNormalizer";
    private static readonly VersionInfo _version = ModelFormat.Version("OFFLNORM", LoaderSignature);

    private readonly NormalizerColumn[] _columns;

    internal NormalizingTransformer(IHostEnvironment env, NormalizerColumn[] columns)
        : base(env.Register(nameof(NormalizingTransformer)), columns.Select(column => (column.Name, column.InputName)).ToArray())
        => _columns = columns;

    /// <summary>What was learnt of a column, by its position in the estimator.</summary>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        if (index < 0 || index >= _columns.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), $"Not valid. Valid range is from 0 (inclusive) to {_columns.Length} (exclusive) but got {index}.");
        }
        return _columns[index].Parameters;
    }

    internal static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        var columns = LoadColumns(ctx).Select(pair => NormalizerColumn.Load(ctx.Reader, pair.OutputColumnName, pair.InputColumnName)).ToArray();
        return new NormalizingTransformer(env, columns);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(_version);
        SaveColumns(ctx);
        foreach (var column in _columns)
            column.Save(ctx.Writer);
    }

    private protected override OneToOneColumn MakeColumn(int index, DataViewSchema.Column source)
    {
        const string Expected = "scalar or known-size vector of Single";
        var column = _columns[index];
        if (source.Type is VectorDataViewType { IsKnownSize: false })
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", source.Name, Expected, "variable-size vector");
        var itemType = (source.Type as VectorDataViewType)?.ItemType ?? source.Type;
        if (itemType != NumberDataViewType.Single && itemType != NumberDataViewType.Double)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", source.Name, Expected, source.Type.ToString());

        var annotations = new DataViewSchema.Annotations.Builder();
        Annotation.AddFlag(annotations, Annotation.IsNormalized);
        annotations.Add(source.Annotations, name => name == Annotation.SlotNames);
        return new OneToOneColumn(column.Type, annotations.ToAnnotations(), input => column.MakeGetter(input, source));
    }
}
