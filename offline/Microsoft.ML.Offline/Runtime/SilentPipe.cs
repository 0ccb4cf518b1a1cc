namespace Microsoft.ML.Runtime;

/// <summary>A pipe that nobody listens to.</summary>
internal sealed class SilentPipe<TMessage>(IExceptionContext owner) : IPipe<TMessage>
{
    public string ContextDescription => owner.ContextDescription;

    public TException Process<TException>(TException ex)
        where TException : Exception
        => owner.Process(ex);

    public void Send(TMessage msg)
    {
    }

    public void Dispose()
    {
    }
}
