using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests.Autoencoder;

/// <summary>Options and columns of autoencoders: what they are by default, and that wrong ones are refused.</summary>
public sealed class AutoencoderOptionTests
{
    public static TheoryData<Action<MlpAutoencoderEstimator.Options>, string> WrongOptions => new()
    {
        { o => o.OutputColumnName = "", "OutputColumnName is ''; expected the name of a column." },
        { o => o.OutputColumnName = null!, "OutputColumnName is null; expected the name of a column." },
        { o => o.InputColumnName = "", "InputColumnName is ''; expected the name of a column, or null." },
        { o => o.ReconstructionColumnName = "", "ReconstructionColumnName is ''; expected the name of a column, or null." },
        { o => o.ReconstructionColumnName = "Code", "ReconstructionColumnName is 'Code'; expected another name than the other columns have." },
        { o => o.ErrorColumnName = "Reconstruction", "ErrorColumnName is 'Reconstruction'; expected another name than the other columns have." },
        { o => o.CodeSize = 0, "CodeSize is 0; expected 1 or more." },
        { o => o.CodeActivation = Activation.Softmax, "CodeActivation is softmax; expected identity, relu*" },
        { o => o.CodeActivation = Activation.Parse("prelu"), "CodeActivation is prelu*; expected identity, relu*" },
        { o => o.CodeActivation = null!, "CodeActivation is null; expected identity, relu*" },
        { o => o.HiddenLayers = [8, 0], "HiddenLayers[1] is 0; expected 1 unit or more." },
        { o => o.Loss = null!, "Loss is null; expected a loss." },
        { o => o.Loss = Loss.CategoricalHinge, "Loss is categorical_hinge; expected a loss for Regression: *" },
        { o => (o.Loss, o.OutputActivation) = (Loss.BinaryCrossEntropy, Activation.ReLU), "OutputActivation is relu; expected another with the loss binary_crossentropy: *" },
        { o => o.Epochs = 0, "Epochs is 0; expected 1 or more." },
        { o => o.EarlyStopping = new EarlyStopping { Metric = TrainingMetric.Accuracy }, "EarlyStopping.Metric is Accuracy; expected one of Loss, *" },
        { o => (o.ValidationSet, o.ValidationFraction) = (Autoencoders.View(), 0.5), "ValidationFraction is 0.5; expected 0, because ValidationSet is given." },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void A_wrong_option_is_refused_when_the_estimator_is_made(Action<MlpAutoencoderEstimator.Options> change, string message) =>
        FluentActions.Invoking(() => new MLContext(1).Transforms.Autoencoder(Autoencoders.Options(change)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*");

    [Theory]
    [InlineData("Nope", "Could not find input column 'Nope'*")]
    [InlineData("Number", "Schema mismatch for input column 'Number': expected Vector<Single>, got Single*")]
    [InlineData("Doubles", "Schema mismatch for input column 'Doubles': expected Vector<Single>, got Vector<Double>*")]
    [InlineData("Unsized", "Schema mismatch for input column 'Unsized': expected Vector<Single>, got VarVector<Single>*")]
    public void A_column_that_is_missing_or_of_another_type_is_refused_before_a_row_is_read(string input, string message)
    {
        var data = Autoencoders.View(30,
            TestColumn.Of("Number", NumberDataViewType.Single, row => (float)row),
            TestColumn.Of("Doubles", new VectorDataViewType(NumberDataViewType.Double, 3), _ => new VBuffer<double>(3, [1, 2, 3])),
            TestColumn.Of("Unsized", new VectorDataViewType(NumberDataViewType.Single), _ => new VBuffer<float>(2, [1, 2])));
        var estimator = new MLContext(1).Transforms.Autoencoder("Code", input, codeSize: 2);

        estimator.Invoking(e => e.Fit(data)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        estimator.Invoking(e => e.GetOutputSchema(ShapeSpy.Of(data))).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        data.RowsRead.Should().Be(0);
    }

    [Fact]
    public void Other_data_than_it_was_trained_on_is_refused()
    {
        var four = new TestView(9, TestColumn.Features(4, _ => [1, 2, 3, 4]));

        Autoencoders.Model.Invoking(m => m.Transform(four)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Schema mismatch for input column 'Features': expected Vector<Single, 3>, got Vector<Single, 4>*");
        FluentActions.Invoking(() => Autoencoders.Fit(Autoencoders.Options(), Autoencoders.View(), four)).Should().Throw<ArgumentException>()
            .WithMessage("Input column 'Features' has 4 features in the validation data; expected 3, as in the training data.*");
        FluentActions.Invoking(() => Autoencoders.Fit(Autoencoders.Options(), Autoencoders.View(0))).Should().Throw<InvalidOperationException>()
            .WithMessage("The training data has no rows; expected 1 or more.*");
    }

    [Fact]
    public void Every_option_reaches_the_network()
    {
        var options = Autoencoders.Options(o =>
        {
            (o.HiddenLayers, o.Activation, o.DropoutRate, o.Normalization, o.CodeActivation) = ([6, 5], Activation.Tanh, 0.1f, Normalization.Batch(), Activation.Sigmoid);
            o.OutputActivation = Activation.ReLU;
        });

        var network = Autoencoders.Fit(options, Autoencoders.View()).Model.Network.Description;

        network.ToString().Should().Be("3-6-5-2-5-6-3");
        network.Layers.OfType<DenseLayer>().Select(layer => layer.Activation).Should().Equal(
            Activation.Identity, Activation.Identity, Activation.Sigmoid, Activation.Identity, Activation.Identity, Activation.ReLU);
        (network.Layers.OfType<BatchNormalizationLayer>().Count(), network.Layers.OfType<DropoutLayer>().Count()).Should().Be((4, 4));
    }

    [Fact]
    public void Options_changed_afterwards_have_no_effect()
    {
        var options = Autoencoders.Options();
        var estimator = new MLContext(1).Transforms.Autoencoder(options);

        (options.CodeSize, options.HiddenLayers[0]) = (1, 3);

        estimator.Fit(Autoencoders.View()).Model.Network.Description.ToString().Should().Be("3-8-2-8-3");
    }

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        new MlpAutoencoderEstimator.Options().Should().BeEquivalentTo(new
        {
            OutputColumnName = "Code",
            InputColumnName = (string?)null,
            ReconstructionColumnName = "Reconstruction",
            ErrorColumnName = "ReconstructionError",
            CodeSize = 32,
            CodeActivation = Activation.Identity,
            Loss = Loss.SquaredError,
            OutputActivation = (Activation?)null,
            HiddenLayers = new[] { 100 },
            Epochs = 100,
            BatchSize = 32,
        });
        new MLContext(1).Transforms.Autoencoder("Features", epochs: 1).Fit(Autoencoders.View()).Model.Network.Description.ToString()
            .Should().Be("3-100-32-100-3");
    }
}
