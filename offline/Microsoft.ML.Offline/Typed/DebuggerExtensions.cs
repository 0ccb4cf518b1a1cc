using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Shows data while a program is written.</summary>
public static class DebuggerExtensions
{
    /// <summary>The first rows.</summary>
    public static DataDebuggerPreview Preview(this IDataView data, int maxRows = 100) => new(data, maxRows);
}
