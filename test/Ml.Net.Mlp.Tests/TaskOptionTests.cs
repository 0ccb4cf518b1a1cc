using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Options that one trainer has, or that mean something else to each, and the short forms.</summary>
public sealed class TaskOptionTests
{
    private static readonly MLContext Context = new(1);

    [Fact]
    public void The_short_forms_refuse_wrong_values_too()
    {
        var (multiclass, binary, regression) =
            (Context.MulticlassClassification.Trainers, Context.BinaryClassification.Trainers, Context.Regression.Trainers);

        multiclass.Invoking(t => t.Mlp(epochs: 0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Epochs is 0;*");
        binary.Invoking(t => t.Mlp(batchSize: 0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("BatchSize is 0;*");
        regression.Invoking(t => t.Mlp(hiddenLayers: [0])).Should().Throw<ArgumentOutOfRangeException>().WithMessage("HiddenLayers[0] is 0;*");
        multiclass.Invoking(t => t.Mlp(options: null!)).Should().Throw<ArgumentNullException>().WithParameterName("options");
        binary.Invoking(t => t.Mlp(options: null!)).Should().Throw<ArgumentNullException>().WithParameterName("options");
        regression.Invoking(t => t.Mlp(options: null!)).Should().Throw<ArgumentNullException>().WithParameterName("options");
    }

    [Fact]
    public void The_short_forms_set_what_they_name()
    {
        var data = TaskCase.Binary.View(60, TestColumn.Of("Weight", NumberDataViewType.Single, row => (float)row));
        var options = new MlpBinaryTrainer.Options
        {
            ExampleWeightColumnName = "Weight", HiddenLayers = [5], Epochs = 2, BatchSize = 7, LearningRate = 0.01f, DropoutRate = 0.2f,
        };

        var trainer = new MLContext(7).BinaryClassification.Trainers.Mlp(
            "Label", "Features", "Weight", hiddenLayers: [5], epochs: 2, batchSize: 7, learningRate: 0.01f, dropoutRate: 0.2f);

        trainer.Fit(data).Model.Network.GetWeights(0).Should()
            .Equal(new MLContext(7).BinaryClassification.Trainers.Mlp(options).Fit(data).Model.Network.GetWeights(0));
    }

    [Fact]
    public void Each_task_has_a_loss_of_its_own()
    {
        new MlpMulticlassTrainer.Options().Loss.Should().BeSameAs(Loss.CategoricalCrossEntropy);
        new MlpBinaryTrainer.Options().Loss.Should().BeSameAs(Loss.BinaryCrossEntropy);
        new MlpRegressionTrainer.Options().Should().BeEquivalentTo(new
        {
            Loss = Loss.SquaredError, OutputActivation = (Activation?)null, StandardizeLabel = (bool?)null,
        });
    }

    [Fact]
    public void A_loss_for_another_task_is_refused_with_those_that_fit()
    {
        FluentActions.Invoking(() => Context.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options { Loss = Loss.BinaryCrossEntropy }))
            .Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Loss is binary_crossentropy; expected a loss for MulticlassClassification: categorical_crossentropy, *");
        FluentActions.Invoking(() => Context.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options { Loss = Loss.CategoricalCrossEntropy }))
            .Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Loss is categorical_crossentropy; expected a loss for BinaryClassification: binary_crossentropy*");
        FluentActions.Invoking(() => Context.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options { Loss = null! }))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Loss is null; expected a loss.*");
    }

    [Fact]
    public void Where_nothing_is_classified_early_stopping_watches_no_accuracy()
    {
        var stopping = new EarlyStopping { Metric = TrainingMetric.Accuracy };

        FluentActions.Invoking(() => Context.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options { EarlyStopping = stopping }))
            .Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("EarlyStopping.Metric is Accuracy; expected one of Loss, ValidationLoss, MeanAbsoluteError, *");
        TaskCase.MultiLabel.Invoking(t => t.Fit(t.QuickOptions(o => o.EarlyStopping = stopping), t.View())).Should().NotThrow();
    }

    [Fact]
    public void A_loss_without_probabilities_gives_scores_alone()
    {
        foreach (var task in new[] { TaskCase.Binary, TaskCase.MultiLabel })
        {
            var options = (MlpBinaryTrainer.Options)task.QuickOptions(o => o.Epochs = 40);
            options.Loss = Loss.Hinge;
            var view = task.View();

            var scored = task.Fit(options, view).Transform(view);

            scored.Schema.Select(column => column.Name).Should().Equal("Features", "Label", "PredictedLabel", "Score");
            Context.BinaryClassification.Trainers.Mlp(options).GetOutputSchema(ShapeSpy.Of(view)).Select(column => column.Name)
                .Should().Equal("Features", "Label", "Score", "PredictedLabel");
            SchemaText.Of(scored.Schema, 2).Should().NotContain("Probability");
        }
    }

    [Fact]
    public void Scores_without_probabilities_are_evaluated_as_those_of_other_trainers()
    {
        var view = TaskCase.Binary.View();
        var model = Context.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options { Loss = Loss.SquaredHinge, Epochs = 40, Seed = 1 }).Fit(view);

        Context.BinaryClassification.EvaluateNonCalibrated(model.Transform(view)).Accuracy.Should().Be(1);
        var scores = Rows.Read<float>(model.Transform(view), "Score").ToArray();
        Rows.Read<bool>(model.Transform(view), "PredictedLabel").Should().Equal(scores.Select(score => score > 0));
    }

    [Fact]
    public void Class_weights_are_for_labels_that_are_classes()
    {
        var options = TaskCase.MultiLabel.QuickOptions();
        ((MlpBinaryTrainer.Options)options).BalanceClasses = true;

        TaskCase.MultiLabel.Invoking(t => t.Fit(options, t.View())).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("BalanceClasses is True; expected false, because label column 'Label' is a vector and has no classes.*");
    }

    [Fact]
    public void Class_weights_of_a_binary_label_go_by_true_and_false()
    {
        float[] Weights(Action<MlpBinaryTrainer.Options> change)
        {
            var options = (MlpBinaryTrainer.Options)TaskCase.Binary.QuickOptions();
            change(options);
            var weight = TestColumn.Of("Weight", NumberDataViewType.Single, row => row % 3 == 0 ? 4f : 1);
            return TaskCase.Binary.Fit(options, TaskCase.Binary.View(60, weight)).Model.Network.GetWeights(0);
        }

        Weights(options => options.ClassWeights = new Dictionary<string, float> { ["true"] = 4 })
            .Should().Equal(Weights(options => options.ExampleWeightColumnName = "Weight"));
    }

    [Fact]
    public void A_regression_may_have_an_output_activation()
    {
        var options = new MlpRegressionTrainer.Options { OutputActivation = Activation.Tanh, Epochs = 1 };

        var model = Context.Regression.Trainers.Mlp(options).Fit(TaskCase.Regression.View());

        model.Model.Network.Description.Layers[^1].Should().Be(new DenseLayer(1, Activation.Tanh));
        model.Transform(TaskCase.Regression.View()).GetColumn<float>("Score").Should().OnlyContain(score => score >= -1 && score <= 1);
        FluentActions.Invoking(() => Context.Regression.Trainers.Mlp(
            new MlpRegressionTrainer.Options { Loss = Loss.BinaryCrossEntropy, OutputActivation = Activation.Tanh }))
            .Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("OutputActivation is tanh; expected another with the loss binary_crossentropy: it needs a probability of each output: use the sigmoid activation on the output layer.*");
    }

    [Fact]
    public void Labels_are_standardized_unless_told_otherwise()
    {
        float[] Losses(bool? standardize) => [.. TaskCase.Regression
            .Fit(new MlpRegressionTrainer.Options { StandardizeLabel = standardize, Epochs = 2, Seed = 1 }, TaskCase.Regression.View())
            .Model.History.Select(epoch => (float)epoch.Loss)];

        Losses(null).Should().Equal(Losses(true)).And.OnlyContain(loss => loss < 2);
        Losses(false).Should().OnlyContain(loss => loss > 1000, "labels are 50, 60 and 70");
    }

    [Fact]
    public void What_can_not_be_standardized_is_refused_or_left_as_it_is()
    {
        var options = new MlpRegressionTrainer.Options { OutputActivation = Activation.Sigmoid, Epochs = 1 };

        Context.Regression.Trainers.Invoking(t => t.Mlp(options)).Should().NotThrow();
        options.StandardizeLabel = true;
        Context.Regression.Trainers.Invoking(t => t.Mlp(options)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("StandardizeLabel is True; expected false with the loss squared_error and the output activation sigmoid; it goes with identity and one of squared_error*");
    }

    [Fact]
    public void The_trainers_say_that_they_want_normalized_features_and_no_cache()
    {
        foreach (var info in new[]
        {
            Context.MulticlassClassification.Trainers.Mlp().Info, Context.BinaryClassification.Trainers.Mlp().Info, Context.Regression.Trainers.Mlp().Info,
        })
        {
            info.NeedNormalization.Should().BeTrue();
            info.WantCaching.Should().BeFalse();
        }
    }
}
