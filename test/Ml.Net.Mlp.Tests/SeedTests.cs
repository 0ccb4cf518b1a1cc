using Microsoft.ML;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Where randomness comes from.</summary>
public abstract class SeedTests
{
    private readonly TaskCase _task;

    private protected SeedTests(TaskCase task) => _task = task;

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
        var drawing = _task.Create(new MLContext(5), _task.QuickOptions(o => o.Seed = null));
        var fixedSeed = _task.Create(new MLContext(5), _task.QuickOptions(o => o.Seed = 9));

        Weights(drawing).Should().NotEqual(Weights(drawing));
        Weights(fixedSeed).Should().Equal(Weights(fixedSeed));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_network()
    {
        var options = _task.QuickOptions(o => (o.HiddenLayers, o.DropoutRate) = ([70, 30], 0.3f));
        var one = Weights(_task.Create(new MLContext(1), options));
        options.NumberOfThreads = 3;

        Weights(_task.Create(new MLContext(1), options)).Should().Equal(one);
    }

    private float[] Weights(MLContext mlContext, int? seed = null) =>
        Weights(_task.Create(mlContext, _task.QuickOptions(options => options.Seed = seed)));

    private float[] Weights(IEstimator<MlpTransformerBase> trainer) => trainer.Fit(_task.View()).Model.Network.GetWeights(0);

    public sealed class Multiclass() : SeedTests(TaskCase.Multiclass);

    public sealed class Binary() : SeedTests(TaskCase.Binary);

    public sealed class MultiLabel() : SeedTests(TaskCase.MultiLabel);

    public sealed class Regression() : SeedTests(TaskCase.Regression);

    public sealed class MultiTarget() : SeedTests(TaskCase.MultiTarget);
}
