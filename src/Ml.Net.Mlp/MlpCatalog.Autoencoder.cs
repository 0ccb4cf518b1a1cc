using Ml.Net.Mlp;

namespace Microsoft.ML;

public static partial class MlpCatalog
{
    /// <summary>
    /// Creates an <see cref="MlpAutoencoderEstimator"/>, which learns without labels to reproduce a column through a code of few values:
    /// to have fewer dimensions, to see what is usual and what is not (the column <c>ReconstructionError</c>), to remove noise.
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="outputColumnName">The column that receives the code, a vector of <see cref="float"/>.</param>
    /// <param name="inputColumnName">
    /// The column to learn from, a vector of <see cref="float"/> of known size; by default (<see langword="null"/>)
    /// <paramref name="outputColumnName"/>, which the code then takes the place of.
    /// </param>
    /// <param name="codeSize">Values of the code.</param>
    /// <param name="exampleWeightColumnName">A column of <see cref="float"/> that says how much each row counts; none by default.</param>
    /// <param name="hiddenLayers">Units of each hidden layer before the code, which those behind it mirror; by default (<see langword="null"/>) one layer of 100.</param>
    /// <param name="epochs">Times that every row is seen; 100 by default, and large data needs fewer.</param>
    /// <param name="batchSize">Rows of a mini-batch; 32 by default, and larger ones are faster on large data.</param>
    /// <param name="learningRate">Step size; by default (<see langword="null"/>) that of the optimizer, 0.001 for Adam.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.NormalizeMinMax("Features")
    ///     .Append(mlContext.Transforms.Autoencoder("Code", "Features", codeSize: 8, hiddenLayers: [64]));
    /// var model = pipeline.Fit(train);
    /// var errors = model.Transform(test).GetColumn&lt;float&gt;("ReconstructionError");
    /// </code>
    /// </example>
    public static MlpAutoencoderEstimator Autoencoder(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int codeSize = 32,
        string? exampleWeightColumnName = null,
        int[]? hiddenLayers = null,
        int epochs = 100,
        int batchSize = 32,
        float? learningRate = null)
    {
        var options = new MlpAutoencoderEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            CodeSize = codeSize,
            ExampleWeightColumnName = exampleWeightColumnName,
            Epochs = epochs,
            BatchSize = batchSize,
            LearningRate = learningRate,
        };
        options.HiddenLayers = hiddenLayers ?? options.HiddenLayers;
        return catalog.Autoencoder(options);
    }

    /// <summary>
    /// Creates an <see cref="MlpAutoencoderEstimator"/> with all of its options, which learns without labels to reproduce a column
    /// through a code of few values.
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="options">The options; later changes of the object have no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <example>
    /// <code>
    /// var estimator = mlContext.Transforms.Autoencoder(new MlpAutoencoderEstimator.Options
    /// {
    ///     InputColumnName = "Features",
    ///     HiddenLayers = [256],
    ///     CodeSize = 32,
    ///     Loss = Loss.BinaryCrossEntropy,
    ///     Augmentations = [new MaskingNoise(0.2f)],
    /// });
    /// </code>
    /// </example>
    public static MlpAutoencoderEstimator Autoencoder(this TransformsCatalog catalog, MlpAutoencoderEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MlpAutoencoderEstimator(MlNetInternals.GetEnvironment(catalog), options);
    }
}
