namespace Microsoft.ML.Data;

/// <summary>Reads the lines of several files that are neither empty, nor comments, nor headers.</summary>
internal sealed class TextLines(IMultiStreamSource source, bool hasHeader) : IDisposable
{
    private int _file = -1;
    private TextReader _reader;
    private bool _inPreamble;

    /// <summary>The line.</summary>
    public string Line { get; private set; }

    /// <summary>Its number in its file, from 1.</summary>
    public long Number { get; private set; }

    public string Path => source.GetPathOrNull(_file);

    public bool MoveNext()
    {
        while (true)
        {
            if (_reader?.ReadLine() is not { } line)
            {
                if (!OpenNext())
                    return false;
                continue;
            }

            Number++;
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || (_inPreamble && line[0] == '#'))
                continue;
            var isHeader = _inPreamble && hasHeader;
            _inPreamble = false;
            if (isHeader)
                continue;
            Line = line;
            return true;
        }
    }

    public void Dispose() => _reader?.Dispose();

    private bool OpenNext()
    {
        _reader?.Dispose();
        _reader = null;
        if (_file + 1 >= source.Count)
            return false;
        _reader = source.OpenTextReader(++_file);
        Number = 0;
        _inPreamble = true;
        return true;
    }
}
