using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(ValueToKeyMappingTransformer), typeof(ValueToKeyMappingTransformer), null, typeof(SignatureLoadModel),
    "", ValueToKeyMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to keys; values that were not learnt, and missing ones, to the missing key.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "OfflineValueToKey";
    private static readonly VersionInfo _version = ModelFormat.Version("OFFLVTOK", LoaderSignature);

    private readonly KeyMap[] _maps;
    private readonly bool[] _keyValuesAsText;

    internal ValueToKeyMappingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, KeyMap[] maps, bool[] keyValuesAsText)
        : base(env.Register("Term"), columns)
    {
        _maps = maps;
        _keyValuesAsText = keyValuesAsText;
    }

    internal static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        var columns = LoadColumns(ctx);
        var asText = columns.Select(_ => ctx.Reader.ReadBoolean()).ToArray();
        var maps = columns.Select(_ => KeyMap.Load(ctx.Reader)).ToArray();
        return new ValueToKeyMappingTransformer(env, columns, maps, asText);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(_version);
        SaveColumns(ctx);
        foreach (var asText in _keyValuesAsText)
            ctx.Writer.Write(asText);
        foreach (var map in _maps)
            map.Save(ctx.Writer);
    }

    private protected override OneToOneColumn MakeColumn(int index, DataViewSchema.Column source)
    {
        var map = _maps[index];
        var vector = source.Type as VectorDataViewType;
        var itemType = vector?.ItemType ?? source.Type;
        if (!itemType.Equals(map.ItemType))
        {
            throw new InvalidOperationException(
                $"Could not apply a map over type '{map.ItemType}' to column '{ColumnPairs[index].OutputColumnName}' since it has type '{itemType}'");
        }

        var annotations = new DataViewSchema.Annotations.Builder();
        map.AnnotateKeyValues(annotations, source, _keyValuesAsText[index]);
        annotations.Add(source.Annotations, name => name == Annotation.SlotNames);
        DataViewType type = vector is null ? map.KeyType : new VectorDataViewType(map.KeyType, vector.Dimensions.ToArray());
        return new OneToOneColumn(type, annotations.ToAnnotations(), input => map.GetGetter(input, source));
    }
}
