namespace Microsoft.ML.Runtime;

/// <summary>Marks exceptions with where they came from.</summary>
public interface IExceptionContext
{
    /// <summary>A description of the place.</summary>
    string ContextDescription { get; }

    /// <summary>Marks the exception and returns it.</summary>
    TException Process<TException>(TException ex)
        where TException : Exception;
}
