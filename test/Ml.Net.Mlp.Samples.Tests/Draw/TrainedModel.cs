using Ml.Net.Mlp.Samples.Draw;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Draw;

/// <summary>The model of the sample, trained for fewer epochs.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainedModel()
    {
        Directory.CreateDirectory(_folder.Path);
        DefaultModel.Train(Path, epochs: 4, display: null);
    }

    public string Path => _folder["draw.zip"];

    public void Dispose() => _folder.Dispose();
}
