using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Stores computed values as ML.NET's vector builder does.</summary>
internal static class VectorPacking
{
    /// <summary>Makes the vector dense if at least half of its values differ from the default, else sparse; a negative zero becomes zero.</summary>
    public static void Pack<T>(ReadOnlySpan<T> values, ref VBuffer<T> destination)
    {
        var count = 0;
        foreach (var value in values)
        {
            if (!IsDefault(value))
                count++;
        }

        if (count > 0 && count >= values.Length / 2)
        {
            var dense = VBufferEditor.Create(ref destination, values.Length);
            for (var i = 0; i < values.Length; i++)
                dense.Values[i] = IsDefault(values[i]) ? default : values[i];
            destination = dense.Commit();
            return;
        }

        var sparse = VBufferEditor.Create(ref destination, values.Length, count);
        var next = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (IsDefault(values[i]))
                continue;
            sparse.Values[next] = values[i];
            sparse.Indices[next++] = i;
        }
        destination = sparse.Commit();
    }

    private static bool IsDefault<T>(T value) => EqualityComparer<T>.Default.Equals(value, default);
}
