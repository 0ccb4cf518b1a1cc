using Microsoft.ML;
using Microsoft.ML.Runtime;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Options: what they are by default, and that a wrong one is refused before any data is seen.</summary>
public abstract class TrainerOptionTests
{
    private readonly TaskCase _task;

    private protected TrainerOptionTests(TaskCase task) => _task = task;

    public static TheoryData<string, Action<MlpTrainerOptions>, string> WrongOptions => new()
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
        { "Pretraining.Epochs", o => o.Pretraining = new Pretraining { Epochs = 0 }, "Pretraining.Epochs is 0; expected 1 or more." },
        { "Pretraining", o => (o.Pretraining, o.HiddenLayers) = (new Pretraining(), []), "Pretraining is given; expected null, because there is no hidden layer." },
        {
            "ValidationFraction",
            o => (o.ValidationSet, o.ValidationFraction) = (Blobs.View(), 0.5),
            "ValidationFraction is 0.5; expected 0, because ValidationSet is given."
        },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void A_wrong_option_is_refused_when_the_trainer_is_made(string name, Action<MlpTrainerOptions> change, string message)
    {
        var options = _task.CreateOptions();
        change(options);

        var making = () => _task.Create(new MLContext(1), options);

        making.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*").Which.ParamName.Should().Be(name);
    }

    [Fact]
    public void Early_stopping_by_validation_needs_validation_rows()
    {
        var data = _task.View();

        _task.Invoking(t => t.Fit(t.QuickOptions(o => o.EarlyStopping = new EarlyStopping()), data)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("EarlyStopping.Metric is ValidationLoss; expected a ValidationFraction above 0, a ValidationSet*");
        data.RowsRead.Should().Be(0);
    }

    [Fact]
    public void Validation_rows_come_from_one_place()
    {
        var fraction = _task.QuickOptions(o => o.ValidationFraction = 0.2);
        var set = _task.QuickOptions(o => o.ValidationSet = _task.View());

        _task.Invoking(t => t.Fit(fraction, t.View(), t.View())).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("ValidationFraction is 0.2; expected 0, because Fit was called with validation data.*");
        _task.Invoking(t => t.Fit(set, t.View(), t.View())).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("ValidationSet is given; expected null, because Fit was called with validation data.*");
    }

    [Fact]
    public void A_validation_set_in_the_options_is_used()
    {
        var history = _task.Fit(_task.QuickOptions(o => o.ValidationSet = _task.View(9)), _task.View()).Model.History;

        history.Should().OnlyContain(epoch => epoch.ValidationLoss != null && epoch.ValidationAccuracy != null == _task.HasAccuracy);
    }

    [Fact]
    public void Options_changed_after_the_trainer_was_made_have_no_effect()
    {
        var options = _task.QuickOptions();
        var trainer = _task.Create(new MLContext(1), options);

        options.Epochs = 1;
        options.HiddenLayers[0] = 2;

        var model = trainer.Fit(_task.View()).Model;
        model.History.Should().HaveCount(3);
        model.Network.Description.ToString().Should().Be($"3-8-{_task.Outputs}");
    }

    [Fact]
    public void Every_option_reaches_the_network()
    {
        var options = _task.CreateOptions();
        options.HiddenLayers = [5, 4];
        options.Activation = Activation.Sigmoid;
        options.Initializer = Initializer.HeNormal;
        options.DropoutRate = 0.25f;
        options.Optimizer = Optimizer.Sgd(0.5f);
        options.Epochs = 2;

        var network = _task.Fit(options, _task.View()).Model.Network.Description;

        network.Should().Be(NetworkDescription.MultilayerPerceptron(
            3, [5, 4], _task.Outputs, _task.OutputActivation, Activation.Sigmoid, 0.25f, Initializer.HeNormal));
    }

    public static TheoryData<string, Action<MlpTrainerOptions>> StepOptions => new()
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
        { "Augmentations", o => o.Augmentations = [new GaussianNoise(1)] },
        { "Pretraining", o => o.Pretraining = new Pretraining { Epochs = 2 } },
    };

    [Theory]
    [MemberData(nameof(StepOptions))]
    public void Every_option_of_a_step_reaches_the_training(string name, Action<MlpTrainerOptions> change)
    {
        float[] Weights(Action<MlpTrainerOptions> setting) =>
            _task.Fit(_task.QuickOptions(setting), _task.View()).Model.Network.GetWeights(0);

        var without = Weights(o => o.Optimizer = name.StartsWith("Clip", StringComparison.Ordinal) ? Optimizer.Sgd() : Optimizer.Adam());

        Weights(change).Should().NotEqual(without, "{0} was set", name);
    }

    [Fact]
    public void The_pretraining_of_each_layer_is_told_logged_and_kept()
    {
        var (mlContext, seen) = (new MLContext(1), new List<PretrainingEpoch>());
        var log = new LogCollector(mlContext);
        var options = _task.QuickOptions(o => (o.HiddenLayers, o.Pretraining, o.PretrainingProgress) = ([8, 4], new Pretraining { Epochs = 2 }, seen.Add));

        var model = _task.Fit(options, _task.View(), mlContext: mlContext).Model;

        seen.Select(epoch => (epoch.Layer, epoch.Epoch)).Should().Equal((1, 1), (1, 2), (2, 1), (2, 2));
        model.History.Pretraining.Should().Equal(seen);
        log.Messages(ChannelMessageKind.Info).Should().ContainSingle(message => message.Contains("Pretraining of hidden layer 2, epoch 1: loss "));
        FluentActions.Invoking(() => _task.GoOn(options, _task.View(), model)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Pretraining is given; expected null, because the training goes on with a network that is trained.*");
    }

    [Fact]
    public void Augmentations_that_do_not_fit_are_refused()
    {
        Action Fit(params Augmentation[] augmentations) => () => _task.Fit(_task.QuickOptions(o => o.Augmentations = augmentations), _task.View());

        Fit(new Mixup(), null!).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Augmentations[1] is null; expected an augmentation.*");
        Fit(new ImageDeformation(2, 2)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Augmentations[0] is ImageDeformation; expected 4 features (2 × 2 pixels), but the rows have 3.*");
    }

    [Fact]
    public void Without_hidden_layers_the_model_is_linear()
    {
        var model = _task.Fit(_task.QuickOptions(o => o.HiddenLayers = []), _task.View()).Model;

        model.Network.Description.ToString().Should().Be($"3-{_task.Outputs}");
    }

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var options = _task.CreateOptions();

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
        options.Optimizer.Name.Should().Be("adam");
        options.Epochs = 1;
        _task.Fit(options, _task.View()).Model.Network.Description.ToString().Should().Be($"3-100-{_task.Outputs}");
    }

    public sealed class Multiclass() : TrainerOptionTests(TaskCase.Multiclass);

    public sealed class Binary() : TrainerOptionTests(TaskCase.Binary);

    public sealed class Regression() : TrainerOptionTests(TaskCase.Regression);
}
