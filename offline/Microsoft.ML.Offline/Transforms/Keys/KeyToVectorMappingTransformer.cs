using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(KeyToVectorMappingTransformer), typeof(KeyToVectorMappingTransformer), null, typeof(SignatureLoadModel),
    "", KeyToVectorMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys into indicator vectors; a vector of keys into one after the other, or with counts into their sum.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "OfflineKeyToVector";
    private static readonly VersionInfo _version = ModelFormat.Version("OFFLKVEC", LoaderSignature);

    internal KeyToVectorMappingTransformer(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, bool outputCountVector)
        : base(env.Register("KeyToVector"), columns)
        => OutputCountVector = outputCountVector;

    internal bool OutputCountVector { get; }

    internal static KeyToVectorMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        return new KeyToVectorMappingTransformer(env, LoadColumns(ctx), ctx.Reader.ReadBoolean());
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(_version);
        SaveColumns(ctx);
        ctx.Writer.Write(OutputCountVector);
    }

    private protected override OneToOneColumn MakeColumn(int index, DataViewSchema.Column source)
    {
        var vector = source.Type as VectorDataViewType;
        if ((vector?.ItemType ?? source.Type) is not KeyDataViewType keyType || vector is { IsKnownSize: false })
        {
            throw Contracts.ExceptSchemaMismatch(
                "inputSchema", "input", ColumnPairs[index].InputColumnName, "key type of known cardinality", source.Type.ToString());
        }

        var keys = (int)keyType.Count;
        var sum = OutputCountVector || (vector?.Size ?? 1) == 1;
        var type = sum ? new VectorDataViewType(NumberDataViewType.Single, keys) : new VectorDataViewType(NumberDataViewType.Single, vector.Size, keys);
        var makeGetter = typeof(KeyToVectorMappingTransformer).GetMethod(nameof(MakeGetter), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(keyType.RawType);
        var stride = sum ? 0 : keys;
        return new OneToOneColumn(
            type, Annotate(source, vector, type, keys), input => (Delegate)makeGetter.Invoke(null, [input, source, type, stride, keys]));
    }

    private DataViewSchema.Annotations Annotate(DataViewSchema.Column source, VectorDataViewType vector, VectorDataViewType type, int keys)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (Annotation.ReadText(source, Annotation.KeyValues, keys) is { } keyNames)
        {
            var names = OutputCountVector || vector is null ? keyNames : CombineNames(source, vector.Size, keyNames);
            var namesType = new VectorDataViewType(TextDataViewType.Instance, type.Dimensions.ToArray());
            Annotation.AddVector(annotations, Annotation.SlotNames, namesType, new VBuffer<ReadOnlyMemory<char>>(names.Length, names));
        }
        if (!OutputCountVector)
        {
            var groups = vector?.Size ?? 1;
            var ranges = Enumerable.Range(0, groups).SelectMany(i => new[] { i * keys, (i + 1) * keys - 1 }).ToArray();
            Annotation.AddCategoricalSlotRanges(annotations, ranges);
        }
        if (!OutputCountVector || vector is null)
            Annotation.AddFlag(annotations, Annotation.IsNormalized);
        return annotations.ToAnnotations();
    }

    private static ReadOnlyMemory<char>[] CombineNames(DataViewSchema.Column source, int slots, ReadOnlyMemory<char>[] keyNames)
    {
        var slotNames = Annotation.ReadText(source, Annotation.SlotNames, slots);
        return Enumerable.Range(0, slots).SelectMany(slot =>
        {
            var slotName = slotNames is null || slotNames[slot].IsEmpty ? $"[{slot}]" : slotNames[slot].ToString();
            return keyNames.Select(key => $"{slotName}.{key}".AsMemory());
        }).ToArray();
    }

    /// <param name="input">The row.</param>
    /// <param name="source">Its column of keys.</param>
    /// <param name="type">The type of the result.</param>
    /// <param name="stride">The distance between the results of two slots; 0 to add them up.</param>
    /// <param name="keys">The number of keys.</param>
    private static Delegate MakeGetter<TKey>(DataViewRow input, DataViewSchema.Column source, VectorDataViewType type, int stride, int keys)
    {
        var result = new float[type.Size];
        var getKeys = ItemGetter<TKey>(input, source);
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> destination) =>
        {
            Array.Clear(result);
            var slot = 0;
            foreach (var item in getKeys())
            {
                var key = ItemValues.ToKey(item);
                if (key > 0 && key <= (ulong)keys)
                    result[slot * stride + (int)key - 1]++;
                slot++;
            }
            VectorPacking.Pack<float>(result, ref destination);
        });
    }

    private static Func<IEnumerable<TKey>> ItemGetter<TKey>(DataViewRow input, DataViewSchema.Column source)
    {
        if (source.Type is VectorDataViewType)
        {
            var getKeys = input.GetGetter<VBuffer<TKey>>(source);
            VBuffer<TKey> keys = default;
            return () =>
            {
                getKeys(ref keys);
                return keys.DenseValues();
            };
        }
        var getKey = input.GetGetter<TKey>(source);
        TKey key = default;
        return () =>
        {
            getKey(ref key);
            return [key];
        };
    }
}
