using Microsoft.ML;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Where randomness comes from.</summary>
public sealed class SeedTests
{
    [Fact]
    public void The_same_seed_gives_the_same_network_whatever_the_context() =>
        Weights(new MLContext(5), seed: 3).Should().Equal(Weights(new MLContext(), seed: 3));

    [Fact]
    public void Another_seed_gives_another_network() =>
        Weights(new MLContext(5), seed: 4).Should().NotEqual(Weights(new MLContext(5), seed: 3));

    [Fact]
    public void Without_a_seed_of_its_own_the_trainer_takes_one_from_the_context()
    {
        Weights(new MLContext(5)).Should().Equal(Weights(new MLContext(5)));
        Weights(new MLContext(6)).Should().NotEqual(Weights(new MLContext(5)));
        Weights(new MLContext()).Should().NotEqual(Weights(new MLContext()));
    }

    [Fact]
    public void A_second_Fit_of_the_same_trainer_draws_another_seed_unless_it_has_one()
    {
        var options = Iris.QuickOptions();
        options.Seed = null;
        var drawing = new MLContext(5).MulticlassClassification.Trainers.Mlp(options);
        options.Seed = 9;
        var fixedSeed = new MLContext(5).MulticlassClassification.Trainers.Mlp(options);

        Weights(drawing).Should().NotEqual(Weights(drawing));
        Weights(fixedSeed).Should().Equal(Weights(fixedSeed));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_network()
    {
        var options = Iris.QuickOptions();
        options.HiddenLayers = [70, 30];
        options.DropoutRate = 0.3f;
        var one = Weights(new MLContext(1).MulticlassClassification.Trainers.Mlp(options));
        options.NumberOfThreads = 3;

        Weights(new MLContext(1).MulticlassClassification.Trainers.Mlp(options)).Should().Equal(one);
    }

    private static float[] Weights(MLContext mlContext, int? seed = null)
    {
        var options = Iris.QuickOptions();
        options.Seed = seed;
        return Weights(mlContext.MulticlassClassification.Trainers.Mlp(options));
    }

    private static float[] Weights(MlpMulticlassTrainer trainer) => trainer.Fit(Blobs.View()).Model.Network.GetWeights(0);
}
