namespace Microsoft.ML.Runtime;

/// <summary>The kind of a log message.</summary>
public enum ChannelMessageKind
{
    /// <summary>Detail.</summary>
    Trace = 0,

    /// <summary>News.</summary>
    Info = 1,

    /// <summary>Something to look at.</summary>
    Warning = 2,

    /// <summary>A failure.</summary>
    Error = 3,
}
