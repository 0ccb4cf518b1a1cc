using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Copies values that one owner keeps into the variable of another; vectors must not share their arrays.</summary>
internal static class ValueCopy<T>
{
    public static readonly Copier Copy = Make();

    public delegate void Copier(ref T source, ref T destination);

    private static Copier Make()
    {
        if (!typeof(T).IsGenericType || typeof(T).GetGenericTypeDefinition() != typeof(VBuffer<>))
            return (ref T source, ref T destination) => destination = source;
        var method = typeof(ValueCopy<T>).GetMethod(nameof(CopyVector), BindingFlags.NonPublic | BindingFlags.Static);
        return method.MakeGenericMethod(typeof(T).GetGenericArguments()).CreateDelegate<Copier>();
    }

    private static void CopyVector<TItem>(ref VBuffer<TItem> source, ref VBuffer<TItem> destination) => source.CopyTo(ref destination);
}
