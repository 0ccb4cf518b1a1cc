using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>The network: its layers as a table, and drawn.</summary>
internal static class NetworkSection
{
    private const int StrongestInTable = 30;

    public static void Write(PageWriter page, ReportContent content)
    {
        var html = page.Html;
        page.Begin("network", "Network");
        html.Add($"<div class=\"card\">");
        var rows = content.Model.Layers.Select(layer => (IReadOnlyList<string>)
        [
            layer.Name, layer.Description.Kind, Settings(layer.Description), Figure.Count(layer.Outputs), Figure.Count(layer.Description.GetParameterCount(layer.Inputs)),
        ]);
        new PageTable(
            $"{Figure.Count(content.Network.Inputs, "input")}, {Figure.Count(content.Network.Outputs, "output")}, {Figure.Count(content.Model.ParameterCount, "parameter")}",
            ["layer", "kind", "settings", "outputs", "parameters"],
            [["inputs", "", "", Figure.Count(content.Network.Inputs), "0"], .. rows]).Write(html);
        html.Add($"</div>\n");
        WriteDrawing(page, content);
        page.End();
    }

    private static void WriteDrawing(PageWriter page, ReportContent content)
    {
        var columns = NetworkPlan.Of(content.Model.Network);
        var isThinned = columns.Any(column => column.Shown.Count < column.Units);
        page.Html.Add($"<figure class=\"card\"><figcaption>The weights: blue above 0, orange below, the wider the stronger{(isThinned ? "; of large layers those units are drawn that have the strongest weights" : "")}</figcaption>\n");
        var description = $"Drawing of the network: {string.Join(", then ", columns.Select(column => $"{column.Name} with {Figure.Count(column.Shown.Count)} of {Figure.Count(column.Units)} units drawn"))}. The table has the strongest weights.";
        Func<int, string>? inputs = content.Image == null ? content.FeatureName : null;
        Func<int, string>? outputs = content.Columns.Task switch
        {
            ReportTask.Multiclass => output => content.ClassNames[output],
            ReportTask.Binary => _ => content.ClassNames[1],
            _ => _ => content.Columns.Label.Name,
        };
        NetworkDrawing.Write(page.Html, columns, inputs, outputs, description);
        page.AddDetails("Strongest weights", TableOfWeights(columns, content.FeatureName, outputs));
        page.Html.Add($"</figure>\n");
    }

    private static PageTable TableOfWeights(IReadOnlyList<DrawnLayer> columns, Func<int, string> inputs, Func<int, string> outputs)
    {
        string Name(int layer, int unit) => layer == 0 ? inputs(unit)
            : layer == columns.Count - 1 ? outputs(unit)
            : FormattableString.Invariant($"{columns[layer].Name}, unit {unit}");
        var weights =
            from layer in Enumerable.Range(1, columns.Count - 1)
            from weight in (
                from a in columns[layer - 1].Shown
                from b in columns[layer].Shown
                let weight = columns[layer].Weights[a, b]
                orderby Math.Abs(weight) descending
                select (IReadOnlyList<string>)[$"{Name(layer - 1, a)} to {Name(layer, b)}", Figure.Number(weight)]).Take(StrongestInTable)
            select weight;
        return new PageTable("Strongest weights that are drawn, layer by layer", ["from and to", "weight"], weights);
    }

    private static string Settings(LayerDescription layer) => layer switch
    {
        DenseLayer dense => (dense.Activation == Activation.Identity ? "" : $"{dense.Activation}, ") + $"{dense.Initializer}",
        ActivationLayer activation => activation.Activation.ToString(),
        DropoutLayer dropout => FormattableString.Invariant($"rate {dropout.Rate}"),
        MaxoutLayer maxout => FormattableString.Invariant($"{maxout.Pieces} pieces"),
        _ => "",
    };
}
