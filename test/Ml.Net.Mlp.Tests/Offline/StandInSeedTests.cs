using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>
/// Whichever Microsoft.ML is referenced: components draw as many seeds from the context as those of ML.NET 5.0.0,
/// so that a trainer behind them gets the same seed.
/// </summary>
public sealed class StandInSeedTests
{
    [Fact]
    public void Making_estimators_and_evaluating_draws_what_MlNet_draws()
    {
        var ml = new MLContext(5);
        NextSeed(ml).Should().Be(FirstSeed);

        ml.Transforms.NormalizeMinMax("X");
        ml.Transforms.NormalizeMeanVariance("X");
        ml.Transforms.Conversion.MapValueToKey("X");
        ml.Transforms.Conversion.MapKeyToValue("X");
        ml.Transforms.Categorical.OneHotEncoding("X");
        ml.Transforms.Concatenate("X", "Y");
        ml.Transforms.CopyColumns("X", "Y");
        NextSeed(ml).Should().Be(SeedAfterEstimators);

        ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(GoldenData.Binary()));
        ml.MulticlassClassification.Evaluate(ml.Data.LoadFromEnumerable(GoldenData.Garments()));
        ml.Regression.Evaluate(ml.Data.LoadFromEnumerable(GoldenData.Regression()));
        NextSeed(ml).Should().Be(SeedAfterEvaluations);
    }

    private const int FirstSeed = 519239313;
    private const int SeedAfterEstimators = 1299866185;
    private const int SeedAfterEvaluations = 422059643;

    private static int NextSeed(IHostEnvironment env) => env.Register("test").Rand.Next();
}
