using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests.Autoencoder;

/// <summary>How autoencoders learn.</summary>
public sealed class AutoencoderTrainingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_linear_one_reconstructs_as_well_as_the_principal_components(int codeSize)
    {
        var mlContext = new MLContext(1);
        var iris = Iris.Load(mlContext);
        var data = mlContext.Transforms.NormalizeMeanVariance("Features", "Measures", fixZero: false).Fit(iris).Transform(iris);
        var rows = Autoencoders.Vectors(data, "Features");

        var model = Autoencoders.Fit(
            Autoencoders.Options(o => (o.CodeSize, o.HiddenLayers, o.Optimizer, o.Epochs, o.LearningRate) = (codeSize, [], Optimizer.Lbfgs(), 300, null)), data);

        var error = Rows.Read<float>(model.Transform(data), "ReconstructionError").Average();
        var least = PrincipalComponents.Eigenvalues(rows).Skip(codeSize).Sum() / 4;
        error.Should().BeInRange((float)(0.999 * least), (float)(1.01 * least));
    }

    [Fact]
    public void A_trainer_behind_it_learns_from_the_code()
    {
        var mlContext = new MLContext(1);
        var data = Iris.Load(mlContext);
        var pipeline = mlContext.Transforms.NormalizeMeanVariance("Features", "Measures")
            .Append(mlContext.Transforms.Autoencoder("Features", codeSize: 2, hiddenLayers: [16], epochs: 60, learningRate: 0.01f))
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(hiddenLayers: [8], learningRate: 0.02f));

        var model = pipeline.Fit(data);

        mlContext.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy.Should().BeGreaterThan(0.9);
        model.LastTransformer.Model.Network.Description.Inputs.Should().Be(2);
    }

    [Fact]
    public void Rows_unlike_those_it_learned_from_have_a_larger_error()
    {
        var mlContext = new MLContext(1);
        var model = Autoencoders.Fit(Autoencoders.Options(o => o.Epochs = 60), Autoencoders.View());
        var engine = mlContext.Model.CreatePredictionEngine<Point, Reconstructed>(model);

        var (usual, unusual) = (engine.Predict(new Point { Features = [1, 0, 0] }), engine.Predict(new Point { Features = [1, 1, 1] }));

        usual.ReconstructionError.Should().BeLessThan(0.02f);
        unusual.ReconstructionError.Should().BeGreaterThan(10 * usual.ReconstructionError);
        (usual.Code.Length, usual.Reconstruction.Length).Should().Be((2, 3));
    }

    [Fact]
    public void Binary_cross_entropy_keeps_reconstructions_between_0_and_1_and_refuses_other_inputs()
    {
        var view = new TestView(60, TestColumn.Features(3, row => [.. Blobs.Values(row).Select(value => Math.Clamp(value, 0, 1))]));
        var options = Autoencoders.Options(o => o.Loss = Loss.BinaryCrossEntropy);

        var model = Autoencoders.Fit(options, view);

        model.Model.Network.Description.Layers[^1].Should().BeOfType<DenseLayer>().Which.Activation.Should().Be(Activation.Sigmoid);
        Autoencoders.Vectors(model.Transform(view), "Reconstruction").SelectMany(row => row).Should().OnlyContain(value => value > 0 && value < 1);
        FluentActions.Invoking(() => Autoencoders.Fit(options, Autoencoders.NamedView(9, row => [0, 0.5f, row])))
            .Should().Throw<InvalidOperationException>().WithMessage("Input column 'Features' is 2 in slot 2 ('z') of row 2 of the training data (rows and slots counted from 0); expected 0 to 1*");
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_with_its_place() =>
        FluentActions.Invoking(() => Autoencoders.Fit(Autoencoders.Options(), new TestView(9, TestColumn.Features(3, row => row == 5 ? [0, float.NaN, 1] : Blobs.Values(row)))))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("Input column 'Features' is NaN in slot 1 of row 5 of the training data (rows and slots counted from 0); expected a finite number. Replace such values (ReplaceMissingValues)*");

    [Fact]
    public void Noise_changes_the_input_and_not_the_target()
    {
        var clean = Autoencoders.Fit(Autoencoders.Options(o => o.Epochs = 40), Autoencoders.View());
        var noisy = Autoencoders.Fit(Autoencoders.Options(o => (o.Epochs, o.Augmentations) = (40, [new MaskingNoise(0.3f), new GaussianNoise(0.05f)])), Autoencoders.View());
        float ErrorOfDamaged(MlpAutoencoderTransformer model)
        {
            // The largest value, by which a cloud is told, is lost; what is asked is how near the reconstruction comes to the whole point.
            var damaged = new TestView(60, TestColumn.Features(3, row => [.. Blobs.Values(row).Select((value, i) => i == (row + 1) % 3 ? 0.5f : value)]));
            return Autoencoders.Vectors(model.Transform(damaged), "Reconstruction").Select((row, i) => row.Zip(Blobs.Values(i), (x, y) => (x - y) * (x - y)).Sum()).Average();
        }

        ErrorOfDamaged(noisy).Should().BeLessThan(ErrorOfDamaged(clean));
    }

    [Fact]
    public void Progress_validation_seed_and_weights_are_those_of_all_trainings()
    {
        var (mlContext, seen) = (new MLContext(1), new List<TrainingProgress>());
        var log = new LogCollector(mlContext);
        var weight = TestColumn.Of("Weight", NumberDataViewType.Single, row => row % 3 == 0 ? 1f : 0);
        var options = Autoencoders.Options(o => (o.Progress, o.ExampleWeightColumnName) = (seen.Add, "Weight"));

        var model = Autoencoders.Fit(options, Autoencoders.View(60, weight), Autoencoders.View(9, weight), mlContext);

        seen.Select(progress => progress.Result).Should().Equal(model.Model.History).And.OnlyContain(epoch => epoch.ValidationLoss > 0);
        log.Messages(ChannelMessageKind.Info).Should().Contain(message => message.Contains("Epoch 3/3: loss"));
        Autoencoders.Texts(model, Autoencoders.View()).Should().Equal(Autoencoders.Texts(Autoencoders.Fit(options, Autoencoders.View(60, weight), Autoencoders.View(9, weight)), Autoencoders.View()));
        Autoencoders.Texts(model, Autoencoders.View()).Should().NotEqual(Autoencoders.Texts(Autoencoders.Model, Autoencoders.View()), "rows that count nothing teach nothing");
    }

    [Fact]
    public void Rows_beyond_the_memory_budget_are_read_for_every_epoch()
    {
        TestView Wide() => new(5_000, TestColumn.Features(64, row => [.. Enumerable.Range(0, 64).Select(i => MathF.Sin(row + i))]));
        MlpAutoencoderTransformer Train(TestView view, int? budget) =>
            Autoencoders.Fit(Autoencoders.Options(o => (o.MemoryBudgetMegabytes, o.Shuffle, o.Epochs) = (budget, false, 2)), view);
        var (streamed, inMemory) = (Wide(), Wide());

        Train(streamed, 1).Model.Network.GetWeights(2).Should().Equal(Train(inMemory, null).Model.Network.GetWeights(2));

        (streamed.RowsRead, inMemory.RowsRead).Should().Be((15_000, 5_000));
        (streamed.OpenCursors, streamed.LastColumns.Single()).Should().Be((0, "Features"));
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var stop = new CancellationTokenSource();
        var options = Autoencoders.Options(o => (o.CancellationToken, o.Progress) = (stop.Token, _ => stop.Cancel()));

        FluentActions.Invoking(() => Autoencoders.Fit(options, Autoencoders.View())).Should().Throw<OperationCanceledException>();

        stop.Token.IsCancellationRequested.Should().BeTrue();
        var view = Autoencoders.View();
        FluentActions.Invoking(() => Autoencoders.Fit(options, view)).Should().Throw<OperationCanceledException>();
        view.RowsRead.Should().Be(0);
    }

    [Fact]
    public void An_input_that_is_scaled_by_the_network_is_learned_slot_by_slot_at_the_same_scale()
    {
        var view = new TestView(60, TestColumn.Features(3, row => [Blobs.Values(row)[0] * 1000, Blobs.Values(row)[1] + 50, Blobs.Values(row)[2]]));
        var model = Autoencoders.Fit(Autoencoders.Options(o => (o.InputScaling, o.Epochs, o.CodeSize) = (InputScaling.Standardize, 60, 3)), view);

        var reconstructions = Autoencoders.Vectors(model.Transform(view), "Reconstruction");

        for (var row = 0; row < 60; row++)
        {
            reconstructions[row][0].Should().BeApproximately(Blobs.Values(row)[0] * 1000, 300);
            reconstructions[row][1].Should().BeApproximately(Blobs.Values(row)[1] + 50, 0.3f);
            reconstructions[row][2].Should().BeApproximately(Blobs.Values(row)[2], 0.3f);
        }
    }

    private sealed class Point
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Reconstructed
    {
        public float[] Code { get; set; } = [];

        public float[] Reconstruction { get; set; } = [];

        public float ReconstructionError { get; set; }
    }
}
