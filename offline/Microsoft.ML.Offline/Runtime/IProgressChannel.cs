namespace Microsoft.ML.Runtime;

/// <summary>Reports the progress of one computation.</summary>
public interface IProgressChannel : IProgressChannelProvider, IDisposable
{
    /// <summary>Says what is counted, and how to ask for it.</summary>
    void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction);

    /// <summary>Reports values now.</summary>
    void Checkpoint(params double?[] values);
}
