using Ml.Net.Mlp;

namespace Microsoft.ML;

/// <summary>Adds the trainers of multilayer perceptrons to ML.NET's catalogs.</summary>
public static partial class MlpCatalog
{
    /// <summary>
    /// Creates an <see cref="MlpMulticlassTrainer"/>, which predicts a class with a multilayer perceptron, a feed-forward
    /// neural network.
    /// </summary>
    /// <param name="catalog">The trainers of the multiclass classification catalog.</param>
    /// <param name="labelColumnName">The label column, a key of <see cref="uint"/>.</param>
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
    /// var pipeline = mlContext.Transforms.NormalizeMinMax("Features")
    ///     .Append(mlContext.Transforms.Conversion.MapValueToKey("Label"))
    ///     .Append(mlContext.MulticlassClassification.Trainers.Mlp(hiddenLayers: [256, 128], epochs: 30))
    ///     .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    /// var model = pipeline.Fit(train);
    /// var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(test));
    /// </code>
    /// </example>
    public static MlpMulticlassTrainer Mlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int[]? hiddenLayers = null,
        int epochs = 100,
        int batchSize = 32,
        float? learningRate = null,
        float dropoutRate = 0)
    {
        var options = new MlpMulticlassTrainer.Options();
        options.SetMain(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenLayers, epochs, batchSize, learningRate, dropoutRate);
        return catalog.Mlp(options);
    }

    /// <summary>
    /// Creates an <see cref="MlpMulticlassTrainer"/> with all of its options, which predicts a class with a multilayer
    /// perceptron, a feed-forward neural network.
    /// </summary>
    /// <param name="catalog">The trainers of the multiclass classification catalog.</param>
    /// <param name="options">The options; later changes of the object have no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <example>
    /// <code>
    /// var trainer = mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
    /// {
    ///     HiddenLayers = [256, 128],
    ///     ValidationFraction = 0.2,
    ///     EarlyStopping = new EarlyStopping { Patience = 3 },
    ///     Progress = progress => Console.WriteLine(progress.Result.ValidationLoss),
    /// });
    /// </code>
    /// </example>
    public static MlpMulticlassTrainer Mlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, MlpMulticlassTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MlpMulticlassTrainer(MlNetInternals.GetEnvironment(catalog), options);
    }
}
