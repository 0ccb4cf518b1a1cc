namespace Microsoft.ML.Runtime;

/// <summary>An environment that can be told to stop.</summary>
internal interface ICancelable
{
    bool IsCanceled { get; }

    void CancelExecution();
}
