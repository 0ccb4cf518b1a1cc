using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The values that the keys of a column stand for: key 1 for the first value, and so on; key 0 for anything else.</summary>
internal abstract class KeyMap
{
    protected KeyMap(PrimitiveDataViewType itemType) => ItemType = itemType;

    public PrimitiveDataViewType ItemType { get; }

    public abstract int Count { get; }

    /// <summary>The type of the keys; a type of no keys does not exist.</summary>
    public KeyDataViewType KeyType => new KeyDataViewType(typeof(uint), Math.Max(Count, 1));

    public static KeyMap Create(PrimitiveDataViewType itemType)
        => (KeyMap)Activator.CreateInstance(
            typeof(KeyMap<>).MakeGenericType(itemType.RawType), BindingFlags.Instance | BindingFlags.Public, null, [itemType], null);

    public static KeyMap Load(BinaryReader reader)
    {
        var map = Create(ItemValues.ReadType(reader));
        map.LoadValues(reader);
        return map;
    }

    public void Save(BinaryWriter writer)
    {
        ItemValues.WriteType(writer, ItemType);
        SaveValues(writer);
    }

    /// <summary>A function that learns the values of the current row; false when it has learnt <paramref name="maximum"/> of them.</summary>
    public abstract Func<bool> GetLearner(DataViewRow row, DataViewSchema.Column column, int maximum);

    public abstract void Sort();

    /// <summary>A getter of the key, or of the vector of keys, of the current row.</summary>
    public abstract Delegate GetGetter(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Says which values the keys stand for. Where the values are keys themselves, what those stand for is said instead.</summary>
    public abstract void AnnotateKeyValues(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, bool asText);

    protected abstract void SaveValues(BinaryWriter writer);

    protected abstract void LoadValues(BinaryReader reader);
}
