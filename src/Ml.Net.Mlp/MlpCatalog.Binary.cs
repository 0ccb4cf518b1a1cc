using Ml.Net.Mlp;

namespace Microsoft.ML;

public static partial class MlpCatalog
{
    /// <summary>
    /// Creates an <see cref="MlpBinaryTrainer"/>, which tells two classes apart with a multilayer perceptron, a feed-forward
    /// neural network.
    /// </summary>
    /// <param name="catalog">The trainers of the binary classification catalog.</param>
    /// <param name="labelColumnName">The label column, a <see cref="bool"/>; or, with several labels of which any number may hold, a vector of known size of <see cref="bool"/> or of <see cref="float"/> from 0 to 1.</param>
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
    ///     .Append(mlContext.BinaryClassification.Trainers.Mlp(hiddenLayers: [32], epochs: 50));
    /// var model = pipeline.Fit(train);
    /// var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(test));
    /// </code>
    /// </example>
    public static MlpBinaryTrainer Mlp(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int[]? hiddenLayers = null,
        int epochs = 100,
        int batchSize = 32,
        float? learningRate = null,
        float dropoutRate = 0)
    {
        var options = new MlpBinaryTrainer.Options();
        options.SetMain(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenLayers, epochs, batchSize, learningRate, dropoutRate);
        return catalog.Mlp(options);
    }

    /// <summary>
    /// Creates an <see cref="MlpBinaryTrainer"/> with all of its options, which tells two classes apart with a multilayer
    /// perceptron, a feed-forward neural network.
    /// </summary>
    /// <param name="catalog">The trainers of the binary classification catalog.</param>
    /// <param name="options">The options; later changes of the object have no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <example>
    /// <code>
    /// var trainer = mlContext.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options
    /// {
    ///     HiddenLayers = [32],
    ///     ValidationFraction = 0.2,
    ///     EarlyStopping = new EarlyStopping { Patience = 10 },
    /// });
    /// </code>
    /// </example>
    public static MlpBinaryTrainer Mlp(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, MlpBinaryTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MlpBinaryTrainer(MlNetInternals.GetEnvironment(catalog), options);
    }
}
