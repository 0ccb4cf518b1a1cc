using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Ciresan;

/// <summary>How the digits are deformed, and how the network learns.</summary>
internal static class CiresanRecipe
{
    public const string Adam = "adam";
    public const string Paper = "paper";

    /// <summary>
    /// The paper's: elastic, and rotated or sheared by up to 15 degrees, but 7.5 for the digits 1 and 7, and made up to 15 % wider and
    /// higher or narrower and lower. The pixels are from 0 to 1, not from -1 to 1: zeros are not multiplied.
    /// </summary>
    public static ImageDeformation Deformation { get; } = new(28, 28)
    {
        ElasticSigma = 6,
        ElasticAlpha = 36,
        RotationDegrees = 15,
        ShearDegrees = 15,
        RotatesOrShears = true,
        DegreesByClass = new Dictionary<int, float> { [1] = 7.5f, [7] = 7.5f },
        ScalePercent = 15,
    };

    public static MlpMulticlassTrainer.Options Create(string recipe, int[] hidden, int epochs, bool byTheClock) => recipe switch
    {
        Adam => new()
        {
            HiddenLayers = hidden,
            Initializer = Initializer.HeUniform,

            // Some digits are drawn so that they could be two; to be sure of them is to be wrong with some.
            Loss = Loss.SmoothedCategoricalCrossEntropy(0.05f),
            Optimizer = Optimizer.Adam(),
            LearningRate = 0.001f,
            LearningRateSchedule = byTheClock ? null : LearningRateSchedule.Cosine(),
            BatchSize = 128,
            Epochs = epochs,
        },

        // The paper steps after every image at a rate of 0.001; ten images and their mean gradient at ten times that are nearly the
        // same, and use the processor better.
        _ => new()
        {
            HiddenLayers = hidden,
            Activation = Activation.ScaledTanh,
            Initializer = Initializer.Uniform(0.05f),
            Optimizer = Optimizer.Sgd(),
            LearningRate = 0.01f,
            LearningRateSchedule = LearningRateSchedule.Exponential(0.997f),
            BatchSize = 10,
            Epochs = epochs,
        },
    };
}
