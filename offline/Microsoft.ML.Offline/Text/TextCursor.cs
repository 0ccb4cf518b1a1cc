using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A cursor over the lines of text files.</summary>
internal sealed class TextCursor : DataViewRowCursor
{
    private readonly IHost _host;
    private readonly TextLines _lines;
    private readonly LineSplitter _splitter;
    private readonly TextCells[] _cells;
    private readonly List<ReadOnlyMemory<char>> _fields = [];
    private long _position = -1;

    public TextCursor(IHost host, DataViewSchema schema, TextLoader.Options options, IMultiStreamSource source, bool[] active)
    {
        _host = host;
        Schema = schema;
        _lines = new TextLines(source, options.HasHeader);
        _splitter = new LineSplitter(options);
        _cells = options.Columns.Select((column, i) => active[i] ? TextCells.Create(column, options.MissingRealsAsNaNs) : null).ToArray();
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public override bool MoveNext()
    {
        if (!_lines.MoveNext())
        {
            _position = -1;
            return false;
        }

        _position++;
        if (_splitter.Split(_lines.Line, _fields) is var (from, to))
        {
            using var ch = _host.Start("ParseStats");
            ch.Warning(MessageSensitivity.Unknown, "Format error at {0}({1},{2})-({1},{3}): Illegal quoting",
                _lines.Path, _lines.Number, from + 1, to + 1);
        }

        try
        {
            foreach (var cells in _cells)
                cells?.Parse(_fields, _lines.Number);
        }
        catch (InvalidOperationException ex)
        {
            throw new FormatException($"Parsing failed with an exception: {ex.Message}", ex);
        }

        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _cells[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => IsColumnActive(column)
            ? ColumnSelection.Cast<TValue>(_cells[column.Index].Getter, column)
            : throw ColumnSelection.Inactive(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _lines.Dispose();
    }
}
