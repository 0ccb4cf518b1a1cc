using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A <see cref="KeyMap"/> of values of one type.</summary>
internal sealed class KeyMap<T> : KeyMap
{
    private readonly List<T> _values = new List<T>();
    private readonly Dictionary<T, uint> _keys;

    public KeyMap(PrimitiveDataViewType itemType)
        : base(itemType)
        => _keys = new Dictionary<T, uint>(itemType is TextDataViewType ? (IEqualityComparer<T>)(object)TextComparer.Instance : null);

    public override int Count => _values.Count;

    public override Func<bool> GetLearner(DataViewRow row, DataViewSchema.Column column, int maximum)
        => column.Type is VectorDataViewType ? GetVectorLearner(row, column, maximum) : GetScalarLearner(row, column, maximum);

    public override void Sort()
    {
        var sorted = _values.Order(ItemType is TextDataViewType ? (IComparer<T>)(object)TextComparer.Instance : null).ToArray();
        _values.Clear();
        _keys.Clear();
        foreach (var value in sorted)
            TryAdd(value);
    }

    public override Delegate GetGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            var getValue = row.GetGetter<T>(column);
            T value = default;
            return (ValueGetter<uint>)((ref uint key) =>
            {
                getValue(ref value);
                key = KeyOf(value);
            });
        }

        var getValues = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        return (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> keys) =>
        {
            getValues(ref values);
            ReadOnlySpan<uint> result = values.DenseValues().Select(KeyOf).ToArray();
            VectorPacking.Pack(result, ref keys);
        });
    }

    public override void AnnotateKeyValues(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, bool asText)
    {
        if (Count == 0)
            return;
        if (ItemType is KeyDataViewType keyType
            && source.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type is VectorDataViewType named
            && (ulong)named.Size == keyType.Count)
        {
            GetType().GetMethod(nameof(AnnotateWithSourceValues), BindingFlags.Instance | BindingFlags.NonPublic)
                .MakeGenericMethod(named.ItemType.RawType)
                .Invoke(this, [annotations, source, named.ItemType, asText]);
            return;
        }
        Annotate(annotations, ItemType, _values.ToArray(), asText);
    }

    protected override void SaveValues(BinaryWriter writer)
    {
        writer.Write(Count);
        foreach (var value in _values)
            ItemValues.Write(writer, value);
    }

    protected override void LoadValues(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            if (!TryAdd(ItemValues.Read<T>(reader)))
                throw new FormatException($"Corrupt model file: value {i} of a key map of {ItemType} is missing or stands there twice.");
        }
    }

    private Func<bool> GetScalarLearner(DataViewRow row, DataViewSchema.Column column, int maximum)
    {
        var getValue = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getValue(ref value);
            return Learn(value, maximum);
        };
    }

    private Func<bool> GetVectorLearner(DataViewRow row, DataViewSchema.Column column, int maximum)
    {
        var getValues = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        return () =>
        {
            getValues(ref values);
            foreach (var value in values.DenseValues())
            {
                if (!Learn(value, maximum))
                    return false;
            }
            return true;
        };
    }

    private bool Learn(T value, int maximum) => !TryAdd(value) || Count < maximum;

    private bool TryAdd(T value)
    {
        if (ItemValues.IsMissing(ItemType, value) || !_keys.TryAdd(value, (uint)Count + 1))
            return false;
        _values.Add(value);
        return true;
    }

    private uint KeyOf(T value) => _keys.GetValueOrDefault(value);

    private void AnnotateWithSourceValues<TSource>(
        DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, PrimitiveDataViewType type, bool asText)
    {
        VBuffer<TSource> sourceValues = default;
        source.Annotations.GetValue("KeyValues", ref sourceValues);
        var values = _values.Select(key => sourceValues.GetItemOrDefault((int)ItemValues.ToKey(key) - 1)).ToArray();
        Annotate(annotations, type, values, asText);
    }

    private static void Annotate<TValue>(
        DataViewSchema.Annotations.Builder annotations, PrimitiveDataViewType type, TValue[] values, bool asText)
    {
        if (asText && type is not TextDataViewType)
        {
            var texts = values.Select(value => ItemValues.ToText(type, value).AsMemory()).ToArray();
            Annotate(annotations, TextDataViewType.Instance, texts, false);
            return;
        }
        ValueGetter<VBuffer<TValue>> getter = (ref VBuffer<TValue> destination) => new VBuffer<TValue>(values.Length, values).CopyTo(ref destination);
        annotations.Add("KeyValues", new VectorDataViewType(type, values.Length), getter);
    }
}
