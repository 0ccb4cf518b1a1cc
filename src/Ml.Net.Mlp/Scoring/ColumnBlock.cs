using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>The values of one column in the rows of a block.</summary>
internal abstract class ColumnBlock
{
    /// <summary>A <see cref="ValueGetter{TValue}"/> of the current row's value.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>A block for the values of a column, of whatever type.</summary>
    /// <param name="input">Where the values come from.</param>
    /// <param name="column">The column.</param>
    /// <param name="currentSlot">The current row's place in the block.</param>
    public static ColumnBlock Create(DataViewRow input, DataViewSchema.Column column, Func<int> currentSlot)
    {
        var raw = column.Type.RawType;
        var create = raw.IsGenericType && raw.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? Method(nameof(CreateVectors)).MakeGenericMethod(raw.GetGenericArguments())
            : Method(nameof(CreateValues)).MakeGenericMethod(raw);
        return (ColumnBlock)create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [input, column, currentSlot], null)!;
    }

    /// <summary>Makes room for more rows; what was read is dropped.</summary>
    public abstract void Grow(int capacity);

    /// <summary>Takes the value of the input's current row.</summary>
    public abstract void Read(int slot);

    private static MethodInfo Method(string name) => typeof(ColumnBlock).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static ColumnBlock<T> CreateValues<T>(DataViewRow input, DataViewSchema.Column column, Func<int> currentSlot) =>
        new(input.GetGetter<T>(column), currentSlot, static (in T source, ref T destination) => destination = source);

    // A consumer owns the buffer that it passes, and may write to it: it gets a copy and never the block's own arrays.
    private static ColumnBlock<VBuffer<T>> CreateVectors<T>(DataViewRow input, DataViewSchema.Column column, Func<int> currentSlot) =>
        new(input.GetGetter<VBuffer<T>>(column), currentSlot,
            static (in VBuffer<T> source, ref VBuffer<T> destination) => source.CopyTo(ref destination));
}
