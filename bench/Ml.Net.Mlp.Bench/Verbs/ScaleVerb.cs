using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>scale HIDDEN ROWS THREADS EPOCHS</c>: seconds of each epoch but the first of 784-HIDDEN-10 (ReLU, Adam, batch 128) on
/// so many digits. HIDDEN is a list with commas.
/// </summary>
internal static class ScaleVerb
{
    public static Line Run(string[] args)
    {
        if (args is not [var hiddenText, var rowText, var threadText, var epochText])
        {
            throw new ArgumentException("usage: scale HIDDEN ROWS THREADS EPOCHS, for example: scale 256,128 10000 1 3");
        }

        int[] hidden = [.. hiddenText.Split(',').Select(text => Verb.ParseCount(text, "HIDDEN"))];
        var rows = Verb.ParseCount(rowText, "ROWS");
        var workload = new Workload("scale", hidden, Activation.ReLU, 0, Optimizer.Adam(), 128);
        var network = workload.Train(
            MnistDigits.Load(rows), Verb.ParseCount(epochText, "EPOCHS") + 1, Verb.ParseCount(threadText, "THREADS"));
        return new Line()
            .Add("epochs", [.. network.History.Skip(1).Select(e => e.Seconds)])
            .Add("flops", workload.FlopsPerRow * rows)
            .Add("parameters", network.ParameterCount);
    }
}
