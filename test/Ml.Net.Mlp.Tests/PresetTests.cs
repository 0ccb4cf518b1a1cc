using Microsoft.ML;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Presets, and the options of the network that they set.</summary>
public sealed class PresetTests
{
    private static readonly TaskCase[] Tasks = [TaskCase.Multiclass, TaskCase.Binary, TaskCase.MultiLabel, TaskCase.Regression];

    public static TheoryData<MlpPreset> Presets => [.. Enum.GetValues<MlpPreset>()];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_preset_trains_for_every_task(MlpPreset preset)
    {
        foreach (var task in Tasks)
        {
            var options = task.CreateOptions();
            options.Apply(preset);
            options.Epochs = 2;
            options.Seed = 1;

            var model = task.Fit(options, task.View()).Model;

            model.History.Count.Should().Be(2);
            model.History[0].ValidationLoss.Should().NotBeNull("{0} sets rows apart for {1}", preset, task.Trainer);
        }
    }

    [Fact]
    public void TabularStrong_is_RealMLP_TD_S()
    {
        var (classes, numbers) = (new MlpMulticlassTrainer.Options(), new MlpRegressionTrainer.Options());
        classes.Apply(MlpPreset.TabularStrong);
        numbers.Apply(MlpPreset.TabularStrong);

        classes.DescribeNetwork(7, 3).ToJson().Should().Be(new NetworkDescription(7, [
            new RobustScaleLayer(), new ScaleLayer(6), Hidden(Activation.SELU), Hidden(Activation.SELU), Hidden(Activation.SELU),
            new DenseLayer(3, Activation.Softmax, Initializer.Zeros) { NeuralTangent = true, BiasLearningRateFactor = 0.1f },
        ]).ToJson());
        numbers.DescribeNetwork(7, 1).Layers[2].Should().Be(Hidden(Activation.Mish));
        classes.Loss.Should().Be(Loss.SmoothedCategoricalCrossEntropy(0.1f));
        (classes.LearningRate, numbers.LearningRate, classes.Epochs, classes.BatchSize).Should().Be((0.04f, 0.07f, 256, 256));
        classes.Optimizer.Should().Be(Optimizer.Adam(0.9f, 0.95f, 1e-8f));
        classes.LearningRateSchedule.Should().Be(LearningRateSchedule.CosLog(4));
        (classes.EarlyStopping!.Metric, numbers.EarlyStopping!.Metric).Should().Be((TrainingMetric.ValidationAccuracy, TrainingMetric.ValidationLoss));
    }

    [Fact]
    public void Given_validation_rows_are_used_instead_of_some_set_apart()
    {
        var task = TaskCase.Multiclass;
        var options = task.CreateOptions();
        options.ValidationSet = task.View();
        options.Apply(MlpPreset.Classic);
        options.Epochs = 1;

        options.ValidationFraction.Should().Be(0);
        task.Fit(options, task.View()).Model.History[0].ValidationLoss.Should().NotBeNull();
    }

    [Fact]
    public void Options_of_the_network_reach_it()
    {
        var options = new MlpBinaryTrainer.Options
        {
            Layers = [20, new HiddenLayer(10) { Activation = Activation.Tanh, DropoutRate = 0, Normalization = Normalization.None }],
            Activation = Activation.LeakyReLU(0.2f),
            Normalization = Normalization.Layer(),
            DropoutRate = 0.3f,
            InputDropoutRate = 0.1f,
            Initializer = Initializer.HeNormal,
            OutputInitializer = Initializer.GlorotNormal,
            InitialBias = 0.5f,
            MissingValues = MissingValueHandling.Mean,
            InputScaling = InputScaling.Standardize,
        };

        options.DescribeNetwork(4, 1).Should().Be(new NetworkDescription(4, [
            new ImputationLayer(MissingValueHandling.Mean), new StandardizeLayer(), new DropoutLayer(0.1f),
            new DenseLayer(20, Activation.Identity, Initializer.HeNormal) { InitialBias = 0.5f },
            new LayerNormalizationLayer(), new ActivationLayer(Activation.LeakyReLU(0.2f)), new DropoutLayer(0.3f),
            new DenseLayer(10, Activation.Tanh, Initializer.HeNormal) { InitialBias = 0.5f },
            new DenseLayer(1, Activation.Sigmoid, Initializer.GlorotNormal),
        ]));
    }

    [Fact]
    public void What_controls_the_training_reaches_it()
    {
        using var log = new TemporaryFile("log.csv");
        var task = TaskCase.Regression;
        var options = task.CreateOptions();
        options.Epochs = 5;
        options.Seed = 1;
        options.LearningRateSchedule = LearningRateSchedule.Exponential(0.5f);
        options.CsvLog = log.Path;
        options.EpochEnd = epoch =>
        {
            if (epoch.Progress.Result.Epoch == 3)
            {
                epoch.Stop();
            }
        };
        var stopped = task.Fit(options, task.View()).Model;

        stopped.History.Select(epoch => epoch.LearningRate / stopped.History[0].LearningRate).Should().Equal(1, 0.5f, 0.25f);
        stopped.History.StopReason.Should().Be(StopReason.Stopped);
        File.ReadAllLines(log.Path).Should().HaveCount(4);
    }

    [Fact]
    public void A_cancelled_training_goes_on_from_its_checkpoint_to_the_same_bits()
    {
        using var checkpoint = new TemporaryFile("run.checkpoint");
        using var cancellation = new CancellationTokenSource();
        var task = TaskCase.Regression;
        var options = task.CreateOptions();
        options.Epochs = 5;
        options.Seed = 1;
        var whole = task.Fit(options, task.View()).Model;

        options.Checkpoint = new Checkpoint { Path = checkpoint.Path };
        options.CancellationToken = cancellation.Token;
        options.Progress = progress =>
        {
            if (progress.Result.Epoch == 3)
            {
                cancellation.Cancel();
            }
        };
        FluentActions.Invoking(() => task.Fit(options, task.View())).Should().Throw<OperationCanceledException>();
        options.CancellationToken = default;
        options.ResumeFrom = checkpoint.Path;
        var resumed = task.Fit(options, task.View()).Model;

        resumed.History.Count.Should().Be(5);
        resumed.Network.GetWeights(0).Should().Equal(whole.Network.GetWeights(0));
    }

    [Theory]
    [InlineData("Layers[1]", "Layers[1] is 0; expected 1 unit or more*")]
    [InlineData("Layers[0].Activation", "Layers[0].Activation is softmax; expected identity*")]
    [InlineData("InputDropoutRate", "InputDropoutRate is 1; expected 0 <= rate < 1*")]
    [InlineData("InitialBiasDeviation", "InitialBiasDeviation is -1; expected a finite number, 0 or more*")]
    [InlineData("InputScaling", "InputScaling is 9; expected None, Standardize, Robust*")]
    public void Wrong_options_of_the_network_are_refused_by_name(string name, string message)
    {
        var options = new MlpMulticlassTrainer.Options();
        switch (name)
        {
            case "Layers[1]":
                options.Layers = [5, 0];
                break;
            case "Layers[0].Activation":
                options.Layers = [new HiddenLayer(3) { Activation = Activation.Softmax }];
                break;
            case "InputDropoutRate":
                options.InputDropoutRate = 1;
                break;
            case "InitialBiasDeviation":
                options.InitialBiasDeviation = -1;
                break;
            default:
                options.InputScaling = (InputScaling)9;
                break;
        }

        FluentActions.Invoking(() => new MLContext().MulticlassClassification.Trainers.Mlp(options))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    private static DenseLayer Hidden(Activation activation) => new(256, activation, Initializer.LeCunNormal)
    {
        NeuralTangent = true, BiasLearningRateFactor = 0.1f, InitialBiasDeviation = 1,
    };
}
