namespace Microsoft.ML.Data;

/// <summary>A source of several streams.</summary>
public interface IMultiStreamSource
{
    /// <summary>The number of streams.</summary>
    int Count { get; }

    /// <summary>A stream's path, or null.</summary>
    string GetPathOrNull(int index);

    /// <summary>Opens a stream.</summary>
    Stream Open(int index);

    /// <summary>Opens a stream for text.</summary>
    TextReader OpenTextReader(int index);
}
