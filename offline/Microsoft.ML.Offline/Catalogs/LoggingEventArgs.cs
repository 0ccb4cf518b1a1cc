using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A log message.</summary>
public class LoggingEventArgs : EventArgs
{
    /// <summary>A message that says no more than its text.</summary>
    public LoggingEventArgs(string message) => Message = message;

    /// <summary>A message of a component.</summary>
    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
        Message = $"[Source={source}, Kind={kind}] {message}";
    }

    /// <summary>Where it comes from: the component and its channel.</summary>
    public string Source { get; }

    /// <summary>The kind.</summary>
    public ChannelMessageKind Kind { get; }

    /// <summary>Source, kind and text.</summary>
    public string Message { get; }

    /// <summary>The text.</summary>
    public string RawMessage { get; }
}
