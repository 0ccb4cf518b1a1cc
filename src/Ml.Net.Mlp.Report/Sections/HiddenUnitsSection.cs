namespace Ml.Net.Mlp.Report;

/// <summary>What units of the first layer look for, where the input is an image.</summary>
internal static class HiddenUnitsSection
{
    private const int MostUnits = 48;

    public static void Write(PageWriter page, ReportContent content)
    {
        if (content.Image is not { } image)
        {
            return;
        }

        var (weights, units) = NetworkPlan.FirstLayer(content.Model.Network, MostUnits);
        var areOutputs = content.Model.Layers.Count(layer => layer.Description is Engine.DenseLayer) == 1;
        page.Begin("units", "What the first layer looks for");
        page.Html.Add($"<p>The weights of {(units.Count < weights.Units ? $"{Figure.Count(units.Count)} of {Figure.Count(weights.Units)} units, those with the strongest weights," : $"the {Figure.Count(units.Count, "unit")}")} at the places of their pixels. A unit is excited by bright pixels where it is blue and held back by those where it is orange. Each has a scale of its own.</p>\n");
        page.Html.Add($"<ul class=\"gallery units\">\n");
        foreach (var unit in units)
        {
            var name = areOutputs && content.ClassNames.Count == weights.Units ? content.ClassNames[unit] : FormattableString.Invariant($"unit {unit}");
            page.Html.Add($"<li><img src=\"{Pixels.Signed(weights.Of(unit), image)}\" width=\"{image.Width}\" height=\"{image.Height}\" alt=\"Weights of {name}\"><span>{name}</span></li>\n");
        }

        page.Html.Add($"</ul>\n");
        page.End();
    }
}
