using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>The values of a column whose values are of a type.</summary>
internal sealed class ColumnBlock<T>(ValueGetter<T> input, Func<int> currentSlot, ColumnBlock<T>.Copy copy) : ColumnBlock
{
    private T[] _values = [];

    /// <summary>Hands a value to a consumer.</summary>
    public delegate void Copy(in T source, ref T destination);

    public override Delegate Getter => new ValueGetter<T>((ref T destination) => copy(in _values[currentSlot()], ref destination));

    /// <summary>The value in a row of the block.</summary>
    public ref readonly T this[int slot] => ref _values[slot];

    public override void Grow(int capacity) => _values = new T[capacity];

    public override void Read(int slot) => input(ref _values[slot]);
}
