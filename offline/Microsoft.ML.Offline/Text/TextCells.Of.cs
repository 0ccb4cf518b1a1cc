namespace Microsoft.ML.Data;

/// <summary>The cells of one column, in the line that was parsed last.</summary>
internal sealed class TextCells<T>(TextLoader.Column column, bool isVector, CellParser<T> parser) : TextCells
{
    private readonly int[] _sources = column.Source.SelectMany(range => Enumerable.Range(range.Min, range.Count)).ToArray();
    private readonly T[] _values = new T[column.Source.Sum(range => range.Count)];

    public override Delegate Getter => isVector
        ? (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => VBuffer<T>.Copy(_values, 0, ref value, _values.Length))
        : (ValueGetter<T>)((ref T value) => value = _values[0]);

    public override void Parse(List<ReadOnlyMemory<char>> fields, long line)
    {
        for (var i = 0; i < _sources.Length; i++)
        {
            // A line that ends too early is as if its missing cells were empty.
            var cell = _sources[i] < fields.Count ? fields[_sources[i]] : default;
            if (!parser(cell, out _values[i]))
            {
                throw new InvalidOperationException(isVector
                    ? $"Could not parse value {cell} in slot {i} of column {column.Name} in line {line}"
                    : $"Could not parse value {cell} in line {line}, column {column.Name}");
            }
        }
    }
}
