namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>What the page shows of an open model.</summary>
internal sealed record ModelInfo(int Id, string Name, string Architecture, string[] Classes, bool AreProbabilities, LayerView[] Layers)
{
    public static ModelInfo Of(ModelEntry entry, DigitReader reader) =>
        new(entry.Id, entry.Name, reader.Architecture, reader.Classes, reader.AreProbabilities, reader.Layers);
}
