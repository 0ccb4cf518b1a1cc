using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(KeyToValueMappingTransformer), typeof(KeyToValueMappingTransformer), null, typeof(SignatureLoadModel),
    "", KeyToValueMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys to the values that the column's KeyValues annotation names; the missing key to a missing value.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "OfflineKeyToValue";
    private static readonly VersionInfo _version = ModelFormat.Version("OFFLKTOV", LoaderSignature);

    internal KeyToValueMappingTransformer(IHostEnvironment env, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), columns)
    {
    }

    internal static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        return new KeyToValueMappingTransformer(env, LoadColumns(ctx));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(_version);
        SaveColumns(ctx);
    }

    private protected override OneToOneColumn MakeColumn(int index, DataViewSchema.Column source)
    {
        var named = source.Annotations.Schema.GetColumnOrNull(Annotation.KeyValues)?.Type as VectorDataViewType;
        Contracts.Check(named is not null, "Metadata KeyValues does not exist");
        var vector = source.Type as VectorDataViewType;
        var keyType = (vector?.ItemType ?? source.Type) as KeyDataViewType;
        Contracts.Check(keyType is not null && (ulong)named.Size == keyType.Count, "KeyValues metadata size does not match column type key count");

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, name => name == Annotation.SlotNames);
        DataViewType type = vector is null ? named.ItemType : new VectorDataViewType(named.ItemType, vector.Dimensions.ToArray());
        var makeGetter = typeof(KeyToValueMappingTransformer).GetMethod(nameof(MakeGetter), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(keyType.RawType, named.ItemType.RawType);
        return new OneToOneColumn(type, annotations.ToAnnotations(), input => (Delegate)makeGetter.Invoke(null, [input, source, named.ItemType]));
    }

    private static Delegate MakeGetter<TKey, TValue>(DataViewRow input, DataViewSchema.Column source, PrimitiveDataViewType valueType)
    {
        VBuffer<TValue> named = default;
        source.Annotations.GetValue(Annotation.KeyValues, ref named);
        var values = named.DenseValues().ToArray();
        var missing = ItemValues.Missing<TValue>(valueType);

        TValue ValueOf(TKey key)
        {
            var position = ItemValues.ToKey(key);
            return position > 0 && position <= (ulong)values.Length ? values[position - 1] : missing;
        }

        if (source.Type is not VectorDataViewType)
        {
            var getKey = input.GetGetter<TKey>(source);
            TKey key = default;
            return (ValueGetter<TValue>)((ref TValue value) =>
            {
                getKey(ref key);
                value = ValueOf(key);
            });
        }

        var getKeys = input.GetGetter<VBuffer<TKey>>(source);
        VBuffer<TKey> keys = default;
        return (ValueGetter<VBuffer<TValue>>)((ref VBuffer<TValue> destination) =>
        {
            getKeys(ref keys);
            var editor = VBufferEditor.Create(ref destination, keys.Length);
            var slot = 0;
            foreach (var item in keys.DenseValues())
                editor.Values[slot++] = ValueOf(item);
            destination = editor.Commit();
        });
    }
}
