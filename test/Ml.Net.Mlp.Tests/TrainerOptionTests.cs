using Microsoft.ML;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;
using Options = Ml.Net.Mlp.MlpMulticlassTrainer.Options;

namespace Ml.Net.Mlp.Tests;

/// <summary>Options: what they are by default, and that a wrong one is refused before any data is seen.</summary>
public sealed class TrainerOptionTests
{
    private static readonly MLContext Context = new(1);

    public static TheoryData<string, Action<Options>, string> WrongOptions => new()
    {
        { "LabelColumnName", o => o.LabelColumnName = "", "LabelColumnName is ''; expected the name of a column." },
        { "FeatureColumnName", o => o.FeatureColumnName = null!, "FeatureColumnName is null; expected the name of a column." },
        { "ExampleWeightColumnName", o => o.ExampleWeightColumnName = "", "ExampleWeightColumnName is ''; expected the name of a column, or null for none." },
        { "HiddenLayers", o => o.HiddenLayers = [8, 0], "HiddenLayers[1] is 0; expected 1 unit or more." },
        { "HiddenLayers", o => o.HiddenLayers = null!, "HiddenLayers is null; expected the units of each hidden layer." },
        { "Activation", o => o.Activation = Activation.Softmax, "Activation is softmax; expected identity, relu, tanh, scaled_tanh, sigmoid*" },
        { "Activation", o => o.Activation = null!, "Activation is null; expected identity, relu*" },
        { "Initializer", o => o.Initializer = null!, "Initializer is null; expected glorot_uniform*" },
        { "Optimizer", o => o.Optimizer = null!, "Optimizer is null; expected an optimizer*" },
        { "Loss", o => o.Loss = null!, "Loss is null; expected *" },
        { "Epochs", o => o.Epochs = 0, "Epochs is 0; expected 1 or more." },
        { "BatchSize", o => o.BatchSize = -3, "BatchSize is -3; expected 1 or more." },
        { "LearningRate", o => o.LearningRate = 0, "LearningRate is 0; expected a finite number above 0*" },
        { "LearningRate", o => o.LearningRate = float.NaN, "LearningRate is NaN; expected a finite number above 0*" },
        { "DropoutRate", o => o.DropoutRate = 1, "DropoutRate is 1; expected 0 <= rate < 1." },
        { "DropoutRate", o => o.DropoutRate = -0.1f, "DropoutRate is -0.1; expected 0 <= rate < 1." },
        { "L1Regularization", o => o.L1Regularization = -1, "L1Regularization is -1; expected a finite number, 0 or more." },
        { "WeightDecay", o => o.WeightDecay = -1, "WeightDecay is -1; expected a finite number, 0 or more." },
        { "MaxNorm", o => o.MaxNorm = 0, "MaxNorm is 0; expected a finite number above 0." },
        { "ClipValue", o => o.ClipValue = 0, "ClipValue is 0; expected a finite number above 0." },
        { "ClipNorm", o => o.ClipNorm = -2, "ClipNorm is -2; expected a finite number above 0." },
        { "WeightAveraging", o => o.WeightAveraging = 1, "WeightAveraging is 1; expected 0 < decay < 1." },
        { "L2Regularization", o => o.L2Regularization = -1, "L2Regularization is -1; expected a finite number, 0 or more." },
        { "ValidationFraction", o => o.ValidationFraction = 1, "ValidationFraction is 1; expected 0 <= fraction < 1." },
        { "NumberOfThreads", o => o.NumberOfThreads = 0, "NumberOfThreads is 0; expected 1 to 1024*" },
        { "MemoryBudgetMegabytes", o => o.MemoryBudgetMegabytes = 0, "MemoryBudgetMegabytes is 0; expected 1 or more*" },
        { "MissingValues", o => o.MissingValues = (MissingValueHandling)7, "MissingValues is 7; expected Refuse, Mean, Zero." },
        { "CancellationBehavior", o => o.CancellationBehavior = (CancellationBehavior)7, "CancellationBehavior is 7; expected Throw, KeepBest." },
        { "EarlyStopping.Patience", o => o.EarlyStopping = new EarlyStopping { Patience = 0 }, "EarlyStopping.Patience is 0; expected 1 or more." },
        {
            "ValidationFraction",
            o => (o.ValidationSet, o.ValidationFraction) = (Blobs.View(), 0.5),
            "ValidationFraction is 0.5; expected 0, because ValidationSet is given."
        },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void A_wrong_option_is_refused_when_the_trainer_is_made(string name, Action<Options> change, string message)
    {
        var options = new Options();
        change(options);

        var making = () => Context.MulticlassClassification.Trainers.Mlp(options);

        making.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*").Which.ParamName.Should().Be(name);
    }

    [Fact]
    public void The_short_form_refuses_wrong_values_too()
    {
        var trainers = Context.MulticlassClassification.Trainers;

        trainers.Invoking(t => t.Mlp(epochs: 0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Epochs is 0;*");
        trainers.Invoking(t => t.Mlp(hiddenLayers: [0])).Should().Throw<ArgumentOutOfRangeException>().WithMessage("HiddenLayers[0] is 0;*");
        trainers.Invoking(t => t.Mlp(options: null!)).Should().Throw<ArgumentNullException>().WithParameterName("options");
    }

    [Fact]
    public void Early_stopping_by_validation_needs_validation_rows()
    {
        var trainer = Context.MulticlassClassification.Trainers.Mlp(new Options { EarlyStopping = new EarlyStopping() });
        var data = Blobs.View();

        trainer.Invoking(t => t.Fit(data)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("EarlyStopping.Metric is ValidationLoss; expected a ValidationFraction above 0, a ValidationSet*");
        data.RowsRead.Should().Be(0);
    }

    [Fact]
    public void Validation_rows_come_from_one_place()
    {
        var fraction = Context.MulticlassClassification.Trainers.Mlp(new Options { ValidationFraction = 0.2 });
        var set = Context.MulticlassClassification.Trainers.Mlp(new Options { ValidationSet = Blobs.View() });

        fraction.Invoking(t => t.Fit(Blobs.View(), Blobs.View())).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("ValidationFraction is 0.2; expected 0, because Fit was called with validation data.*");
        set.Invoking(t => t.Fit(Blobs.View(), Blobs.View())).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("ValidationSet is given; expected null, because Fit was called with validation data.*");
    }

    [Fact]
    public void A_validation_set_in_the_options_is_used()
    {
        var options = Iris.QuickOptions();
        options.ValidationSet = Blobs.View(9);

        var history = Context.MulticlassClassification.Trainers.Mlp(options).Fit(Blobs.View()).Model.History;

        history.Should().OnlyContain(epoch => epoch.ValidationLoss != null && epoch.ValidationAccuracy != null);
    }

    [Fact]
    public void Options_changed_after_the_trainer_was_made_have_no_effect()
    {
        var options = Iris.QuickOptions();
        var trainer = Context.MulticlassClassification.Trainers.Mlp(options);

        options.Epochs = 1;
        options.HiddenLayers[0] = 2;

        var model = trainer.Fit(Blobs.View()).Model;
        model.History.Should().HaveCount(3);
        model.Network.Description.ToString().Should().Be("3-8-3");
    }

    [Fact]
    public void Every_option_reaches_the_network()
    {
        var options = new Options
        {
            HiddenLayers = [5, 4],
            Activation = Activation.Sigmoid,
            Initializer = Initializer.HeNormal,
            DropoutRate = 0.25f,
            Loss = Loss.SquaredError,
            Optimizer = Optimizer.Sgd(0.5f),
            Epochs = 2,
        };

        var network = Context.MulticlassClassification.Trainers.Mlp(options).Fit(Blobs.View()).Model.Network.Description;

        network.Should().Be(NetworkDescription.MultilayerPerceptron(
            3, [5, 4], 3, Activation.Softmax, Activation.Sigmoid, 0.25f, Initializer.HeNormal));
    }

    public static TheoryData<string, Action<Options>> StepOptions => new()
    {
        { "Optimizer", o => o.Optimizer = Optimizer.Lion() },
        { "L-BFGS", o => o.Optimizer = Optimizer.Lbfgs() },
        { "L1Regularization", o => o.L1Regularization = 0.1f },
        { "L2Regularization", o => o.L2Regularization = 0.1f },
        { "WeightDecay", o => o.WeightDecay = 1 },
        { "MaxNorm", o => o.MaxNorm = 0.5f },
        { "ClipValue", o => (o.Optimizer, o.ClipValue) = (Optimizer.Sgd(), 0.01f) },
        { "ClipNorm", o => (o.Optimizer, o.ClipNorm) = (Optimizer.Sgd(), 0.01f) },
        { "WeightAveraging", o => o.WeightAveraging = 0.9f },
    };

    [Theory]
    [MemberData(nameof(StepOptions))]
    public void Every_option_of_a_step_reaches_the_training(string name, Action<Options> change)
    {
        float[] Weights(Action<Options> setting)
        {
            var options = Iris.QuickOptions();
            options.Seed = 1;
            setting(options);
            return Context.MulticlassClassification.Trainers.Mlp(options).Fit(Blobs.View()).Model.Network.GetWeights(0);
        }

        var without = Weights(o => o.Optimizer = name.StartsWith("Clip", StringComparison.Ordinal) ? Optimizer.Sgd() : Optimizer.Adam());

        Weights(change).Should().NotEqual(without, "{0} was set", name);
    }

    [Fact]
    public void Without_hidden_layers_the_model_is_linear()
    {
        var model = Context.MulticlassClassification.Trainers.Mlp(hiddenLayers: [], epochs: 2).Fit(Blobs.View()).Model;

        model.Network.Description.ToString().Should().Be("3-3");
    }

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var options = new Options();

        options.Should().BeEquivalentTo(new
        {
            LabelColumnName = "Label",
            FeatureColumnName = "Features",
            ExampleWeightColumnName = (string?)null,
            MissingValues = MissingValueHandling.Refuse,
            HiddenLayers = new[] { 100 },
            Epochs = 100,
            BatchSize = 32,
            LearningRate = (float?)null,
            DropoutRate = 0f,
            L1Regularization = 0f,
            L2Regularization = 0f,
            WeightDecay = (float?)null,
            MaxNorm = (float?)null,
            ClipValue = (float?)null,
            ClipNorm = (float?)null,
            WeightAveraging = (float?)null,
            Shuffle = true,
            ValidationFraction = 0.0,
            ValidationSet = (IDataView?)null,
            EarlyStopping = (EarlyStopping?)null,
            Seed = (int?)null,
            MemoryBudgetMegabytes = (int?)null,
            NumberOfThreads = (int?)null,
            CancellationBehavior = CancellationBehavior.Throw,
        });
        options.Activation.Should().BeSameAs(Activation.ReLU);
        options.Initializer.Should().BeSameAs(Initializer.GlorotUniform);
        options.Loss.Should().BeSameAs(Loss.CategoricalCrossEntropy);
        options.Optimizer.Name.Should().Be("adam");
        Context.MulticlassClassification.Trainers.Mlp(epochs: 1).Fit(Blobs.View()).Model.Network.Description.ToString().Should().Be("3-100-3");
    }

    [Fact]
    public void The_trainer_says_that_it_wants_normalized_features_and_no_cache()
    {
        var info = Context.MulticlassClassification.Trainers.Mlp().Info;

        info.NeedNormalization.Should().BeTrue();
        info.WantCaching.Should().BeFalse();
    }
}
