using Microsoft.ML;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// <c>tabular TABLE OPTIONS FOLD THREADS</c>: how well the trainers do on the rows that a fold of a table of <c>data/</c> keeps
/// back; with OPTIONS <c>defaults</c> (numbers normalized before the trainer), <c>classic</c> or <c>strong</c> (the presets, which
/// normalize inside of the network). Categories are one-hot, missing numbers take their mean.
/// </summary>
internal static class TabularVerb
{
    public static Line Run(string[] args)
    {
        if (args is not [var table, var options, var foldText, var threadText])
        {
            throw new ArgumentException("usage: tabular churn|credit|hpc|ames defaults|classic|strong FOLD THREADS, for example: tabular hpc strong 1 2");
        }

        var fold = Verb.ParseCount(foldText, "FOLD") - 1;
        var threads = Verb.ParseCount(threadText, "THREADS");
        using var data = new TabularData(table, fold);
        var mlContext = new MLContext(seed: 1);
        var (train, test) = (data.Load(mlContext, test: false), data.Load(mlContext, test: true));
        var line = new Line().Add("dataset", table).Add("model", options).Add("fold", fold);
        if (data.IsRegression)
        {
            var trainer = mlContext.Regression.Trainers.Mlp(Configure(new MlpRegressionTrainer.Options(), options, threads));
            var metrics = mlContext.Regression.Evaluate(Features(mlContext, data, options).Append(trainer).Fit(train).Transform(test));
            return line.Add("rmse", metrics.RootMeanSquaredError).Add("r2", metrics.RSquared);
        }

        if (data.IsBinary)
        {
            var trainer = mlContext.BinaryClassification.Trainers.Mlp(Configure(new MlpBinaryTrainer.Options(), options, threads));
            var metrics = mlContext.BinaryClassification.Evaluate(Features(mlContext, data, options).Append(trainer).Fit(train).Transform(test));
            return line.Add("accuracy", metrics.Accuracy).Add("auc", metrics.AreaUnderRocCurve);
        }

        var multiclass = mlContext.MulticlassClassification.Trainers.Mlp(Configure(new MlpMulticlassTrainer.Options(), options, threads));
        var model = Features(mlContext, data, options).Append(mlContext.Transforms.Conversion.MapValueToKey("Label")).Append(multiclass).Fit(train);
        return line.Add("accuracy", mlContext.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
    }

    private static IEstimator<ITransformer> Features(MLContext mlContext, TabularData data, string options)
    {
        IEstimator<ITransformer> chain = mlContext.Transforms.Concatenate("Numbers", data.Numbers);
        if (options == "defaults")
        {
            chain = chain.Append(mlContext.Transforms.NormalizeMeanVariance("Numbers", fixZero: false));
        }

        foreach (var category in data.Categories)
        {
            chain = chain.Append(mlContext.Transforms.Categorical.OneHotEncoding(category));
        }

        return chain.Append(mlContext.Transforms.Concatenate("Features", [.. data.Categories, "Numbers"]));
    }

    private static T Configure<T>(T options, string name, int threads)
        where T : MlpTrainerOptions
    {
        options.Seed = 1;
        options.NumberOfThreads = threads;
        options.MissingValues = Engine.MissingValueHandling.Mean;
        if (name != "defaults")
        {
            options.Apply(name switch
            {
                "classic" => MlpPreset.Classic,
                "strong" => MlpPreset.TabularStrong,
                _ => throw new ArgumentException($"OPTIONS is '{name}'; expected defaults, classic or strong."),
            });
        }

        return options;
    }
}
