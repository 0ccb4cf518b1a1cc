using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp;

/// <summary>A data view that rows are read from, perhaps more than once.</summary>
/// <param name="Host">The trainer's host.</param>
/// <param name="View">The rows; their columns have been checked.</param>
/// <param name="Name">What the data is to the training, for messages.</param>
/// <param name="Options">Names the columns, and the token that ends the reading.</param>
/// <param name="CreateLabelReader">Makes a reader of the current row's class, -1 where it is missing.</param>
internal sealed record ViewSource(
    IHost Host, IDataView View, string Name, MlpTrainerOptions Options, Func<DataViewRow, Func<int>> CreateLabelReader)
{
    public void ThrowIfCancelled()
    {
        Options.CancellationToken.ThrowIfCancellationRequested();
        MlNetInternals.CheckAlive(Host);
    }
}
