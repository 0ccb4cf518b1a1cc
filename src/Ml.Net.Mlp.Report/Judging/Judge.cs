using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>Has a network predict rows and gathers what is to be said of it; a derived class for each kind of prediction.</summary>
internal abstract class Judge
{
    /// <summary>Takes rows.</summary>
    public abstract void Add(RowBlock rows);

    /// <summary>A judge for what is to be predicted.</summary>
    public static Judge For(EvaluationColumns columns, Network network, MlpReportOptions options) => columns.Task == ReportTask.Regression
        ? new RegressionJudge(network, options)
        : new ClassJudge(network, columns.ClassNames.Count, options);

    private protected static float[] Predict(Network network, RowBlock rows, ref float[] outputs)
    {
        var count = rows.Count * network.Description.Outputs;
        if (outputs.Length < count)
        {
            outputs = new float[count];
        }

        network.Predict(rows.Features, rows.Count, outputs.AsSpan(0, count));
        return outputs;
    }
}
