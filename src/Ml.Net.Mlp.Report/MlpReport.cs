using Ml.Net.Mlp;
using Ml.Net.Mlp.Report;

namespace Microsoft.ML;

/// <summary>Writes reports of trained multilayer perceptrons: one HTML page each, which needs nothing but a browser.</summary>
public static class MlpReport
{
    /// <summary>
    /// Judges a model by rows and writes a page about it: how it was trained, learning curves, the network, and, as the label asks
    /// for, confusion matrix, precision and recall, calibration, ROC curve, residuals, misreads, and the worth of the features.
    /// </summary>
    /// <remarks>
    /// What is to be predicted follows from the label column: classes from a key, two classes from a <see cref="bool"/>, a number
    /// from a <see cref="float"/>. Rows without a label are left out and counted. The same model, rows and options give the same
    /// bytes, but for the date.
    /// </remarks>
    /// <param name="model">The model: <c>transformer.Model</c>.</param>
    /// <param name="path">The file; an existing one is replaced once the page is complete.</param>
    /// <param name="evaluation">
    /// Rows that the model was not trained on, with the columns that the trainer got: transformed by what stands before it.
    /// </param>
    /// <param name="options">What the page shows. Default: <see cref="MlpReportOptions"/> as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or a column is missing or of a wrong type.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="InvalidOperationException">There is no row with a label, or a feature is NaN or infinite; the message says where.</exception>
    /// <example>
    /// <code>
    /// var trained = model.LastTransformer;
    /// trained.Model.SaveReport("report.html", featurizer.Transform(test));
    /// </code>
    /// </example>
    public static void SaveReport(this MlpModelParameters model, string path, IDataView evaluation, MlpReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(evaluation);
        ReportFile.Save(model, path, evaluation, options ?? new MlpReportOptions(), featureColumn: null);
    }

    /// <summary>
    /// The same for a whole pipeline with a multilayer perceptron in it and rows as they are before it: they are transformed by what
    /// stands before the network.
    /// </summary>
    /// <param name="model">A trained pipeline, or one that was loaded, with one multilayer perceptron in it.</param>
    /// <param name="path">The file; an existing one is replaced once the page is complete.</param>
    /// <param name="data">Rows that the model was not trained on, with a label.</param>
    /// <param name="options">What the page shows. Default: <see cref="MlpReportOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in the pipeline, or more than one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or a column is missing or of a wrong type.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="InvalidOperationException">There is no row with a label, or a feature is NaN or infinite; the message says where.</exception>
    /// <example>
    /// <code>
    /// var model = pipeline.Fit(train);
    /// model.SaveReport("report.html", test);
    /// </code>
    /// </example>
    public static void SaveReport(this ITransformer model, string path, IDataView data, MlpReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var links = Flatten(model).ToList();
        var networks = links.OfType<MlpTransformerBase>().ToList();
        if (networks is not [var network])
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The pipeline has {networks.Count} multilayer perceptrons in it; expected one. Call SaveReport of the Model of the one that is meant."), nameof(model));
        }

        var evaluation = links.TakeWhile(link => link != network).Aggregate(data, (rows, link) => link.Transform(rows));
        ReportFile.Save(network.Model, path, evaluation, options ?? new MlpReportOptions(), network.FeatureColumnName);
    }

    private static IEnumerable<ITransformer> Flatten(ITransformer model) =>
        model is IEnumerable<ITransformer> links ? links.SelectMany(Flatten) : [model];
}
