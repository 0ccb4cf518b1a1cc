namespace Microsoft.ML.Runtime;

/// <summary>Opens channels.</summary>
public interface IChannelProvider : IExceptionContext
{
    /// <summary>Opens a channel for log messages.</summary>
    IChannel Start(string name);

    /// <summary>Opens a channel for messages of another type.</summary>
    IPipe<TMessage> StartPipe<TMessage>(string name);
}
