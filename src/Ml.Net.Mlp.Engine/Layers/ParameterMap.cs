using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Where each array of a network's parameters stands in the flat one. Immutable.</summary>
internal sealed unsafe class ParameterMap
{
    public ParameterMap(NetworkDescription network)
    {
        var entries = new List<Entry>();
        var index = 0;
        foreach (var layer in NetworkPass.CreateLayers(network))
        {
            foreach (var part in layer.Parts)
            {
                entries.Add(new Entry(index, Length, part));
            }

            Length += layer.ParameterSize;
            index++;
        }

        Entries = entries;
        Count = entries.Sum(entry => entry.Part.Count);
    }

    /// <summary>The arrays, in the order of the layers.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Length of the flat array, padding included.</summary>
    public long Length { get; }

    /// <summary>Number of values, without padding.</summary>
    public long Count { get; }

    /// <summary>Copies an array, row by row.</summary>
    public static float[] Export(AlignedBuffer flat, Entry entry)
    {
        var values = new float[entry.Part.Count];
        entry.Part.Export(flat.Pointer + entry.LayerOffset, values);
        GC.KeepAlive(flat);
        return values;
    }

    /// <summary>The inverse of <see cref="Export"/>.</summary>
    public static void Import(ReadOnlySpan<float> values, AlignedBuffer flat, Entry entry)
    {
        entry.Part.Import(values, flat.Pointer + entry.LayerOffset);
        GC.KeepAlive(flat);
    }

    /// <summary>A flat array of these values: array after array, row by row.</summary>
    public AlignedBuffer Import(ReadOnlySpan<float> values)
    {
        var flat = new AlignedBuffer(Length);
        foreach (var entry in Entries)
        {
            Import(values[..(int)entry.Part.Count], flat, entry);
            values = values[(int)entry.Part.Count..];
        }

        return flat;
    }

    /// <summary>An array, the layer that it is of, and where that layer's part of the flat array begins.</summary>
    public sealed record Entry(int Layer, long LayerOffset, ParameterPart Part);
}
