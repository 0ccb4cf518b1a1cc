using System.Globalization;

namespace Microsoft.ML.Runtime;

/// <summary>A log message, formatted only when read.</summary>
public readonly struct ChannelMessage
{
    private readonly string _format;
    private readonly object[] _args;

    /// <summary>The kind.</summary>
    public readonly ChannelMessageKind Kind;

    /// <summary>What it may give away.</summary>
    public readonly MessageSensitivity Sensitivity;

    internal ChannelMessage(ChannelMessageKind kind, MessageSensitivity sensitivity, string format, object[] args = null)
    {
        Contracts.CheckNonEmpty(format, "message");
        Kind = kind;
        Sensitivity = sensitivity;
        _format = format;
        _args = args;
    }

    /// <summary>The text.</summary>
    public string Message => _args is null ? _format : string.Format(CultureInfo.CurrentCulture, _format, _args);
}
