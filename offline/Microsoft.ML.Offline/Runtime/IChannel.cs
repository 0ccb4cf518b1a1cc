namespace Microsoft.ML.Runtime;

/// <summary>A channel for log messages.</summary>
public interface IChannel : IPipe<ChannelMessage>
{
    /// <summary>Sends a message of kind Trace.</summary>
    void Trace(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a formatted message of kind Trace.</summary>
    void Trace(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends a message of kind Error.</summary>
    void Error(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a formatted message of kind Error.</summary>
    void Error(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends a message of kind Warning.</summary>
    void Warning(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a formatted message of kind Warning.</summary>
    void Warning(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends a message of kind Info.</summary>
    void Info(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a formatted message of kind Info.</summary>
    void Info(MessageSensitivity sensitivity, string fmt, params object[] args);
}
