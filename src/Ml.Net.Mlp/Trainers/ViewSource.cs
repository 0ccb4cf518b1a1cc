using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp;

/// <summary>A data view that rows are read from, perhaps more than once.</summary>
/// <param name="Host">The trainer's host.</param>
/// <param name="View">The rows; their columns have been checked.</param>
/// <param name="Name">What the data is to the training, for messages.</param>
/// <param name="Options">Names the columns, and the token that ends the reading.</param>
/// <param name="Label">Knows how to read the labels.</param>
internal sealed record ViewSource(IHost Host, IDataView View, string Name, MlpOptions Options, LabelColumn Label)
{
    public LabelReader CreateLabelReader(DataViewRow row) =>
        Label.CreateReader(row, new LabelSource(Label.Name, Name, Options.GetLoss().RefuseTarget));

    public void ThrowIfCancelled()
    {
        Options.CancellationToken.ThrowIfCancellationRequested();
        MlNetInternals.CheckAlive(Host);
    }
}
