using Ml.Net.Mlp;

namespace Microsoft.ML;

public static partial class MlpCatalog
{
    /// <summary>
    /// Creates an <see cref="MlpRegressionTrainer"/>, which predicts numbers with a multilayer perceptron, a feed-forward
    /// neural network.
    /// </summary>
    /// <param name="catalog">The trainers of the regression catalog.</param>
    /// <param name="labelColumnName">The label column, a <see cref="float"/>; or, to predict several numbers at once, a vector of them of known size.</param>
    /// <param name="featureColumnName">The feature column, a vector of <see cref="float"/> of known size.</param>
    /// <param name="exampleWeightColumnName">A column of <see cref="float"/> that says how much each row counts; none by default.</param>
    /// <param name="hiddenLayers">Units of each hidden layer; by default (<see langword="null"/>) one layer of 100.</param>
    /// <param name="epochs">Times that every row is seen; 100 by default, and large data needs fewer.</param>
    /// <param name="batchSize">Rows of a mini-batch; 32 by default, and larger ones are faster on large data.</param>
    /// <param name="learningRate">Step size; by default (<see langword="null"/>) that of the optimizer, 0.001 for Adam.</param>
    /// <param name="dropoutRate">Probability that a unit of a hidden layer is left out of a training step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.NormalizeMeanVariance("Features")
    ///     .Append(mlContext.Regression.Trainers.Mlp(hiddenLayers: [64, 32]));
    /// var model = pipeline.Fit(train);
    /// var metrics = mlContext.Regression.Evaluate(model.Transform(test));
    /// </code>
    /// </example>
    public static MlpRegressionTrainer Mlp(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int[]? hiddenLayers = null,
        int epochs = 100,
        int batchSize = 32,
        float? learningRate = null,
        float dropoutRate = 0)
    {
        var options = new MlpRegressionTrainer.Options();
        options.SetMain(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenLayers, epochs, batchSize, learningRate, dropoutRate);
        return catalog.Mlp(options);
    }

    /// <summary>
    /// Creates an <see cref="MlpRegressionTrainer"/> with all of its options, which predicts numbers with a multilayer
    /// perceptron, a feed-forward neural network.
    /// </summary>
    /// <param name="catalog">The trainers of the regression catalog.</param>
    /// <param name="options">The options; later changes of the object have no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <example>
    /// <code>
    /// var trainer = mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options
    /// {
    ///     HiddenLayers = [64, 32],
    ///     L2Regularization = 0.001f,
    ///     EarlyStopping = new EarlyStopping { Metric = TrainingMetric.Loss, Patience = 10 },
    /// });
    /// </code>
    /// </example>
    public static MlpRegressionTrainer Mlp(
        this RegressionCatalog.RegressionTrainers catalog, MlpRegressionTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MlpRegressionTrainer(MlNetInternals.GetEnvironment(catalog), options);
    }
}
