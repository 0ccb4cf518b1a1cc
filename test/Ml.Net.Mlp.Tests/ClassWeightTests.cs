using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;
using Options = Ml.Net.Mlp.MlpMulticlassTrainer.Options;

namespace Ml.Net.Mlp.Tests;

/// <summary>Class weights by the names of the classes.</summary>
public sealed class ClassWeightTests
{
    private static readonly DataViewSchema.Annotations Animals =
        TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "dog".AsMemory(), "cat".AsMemory(), "owl".AsMemory());

    [Fact]
    public void A_class_weight_is_the_weight_of_its_rows()
    {
        var weighted = Weights(Data(Animals), options => options.ExampleWeightColumnName = "Weight");

        Weights(Data(Animals), options => options.ClassWeights = new Dictionary<string, float> { ["owl"] = 4, ["cat"] = 2 }).Should().Equal(weighted);
        Weights(Data(null), options => options.ClassWeights = new Dictionary<string, float> { ["3"] = 4, ["2"] = 2 }).Should().Equal(weighted);
        Weights(Data(Animals), _ => { }).Should().NotEqual(weighted);
    }

    [Fact]
    public void Classes_of_numbers_are_named_by_them()
    {
        var years = TestColumn.Annotation("KeyValues", NumberDataViewType.Int32, 1998, 2007, 2023);

        Weights(Data(years), options => options.ClassWeights = new Dictionary<string, float> { ["2023"] = 4, ["2007"] = 2 })
            .Should().Equal(Weights(Data(Animals), options => options.ExampleWeightColumnName = "Weight"));
    }

    [Fact]
    public void Balanced_classes_count_the_same()
    {
        // Three rows of five are dogs, one a cat and one an owl.
        var label = TestColumn.Label(3, row => (uint)Math.Max(1, (row % 5) - 1), Animals);
        var view = new TestView(50, TestColumn.Features(3, _ => [1, 1, 1]), label);
        float[] Scores(bool balance)
        {
            var options = new Options { HiddenLayers = [], Epochs = 200, BatchSize = 50, LearningRate = 0.1f, Seed = 1, BalanceClasses = balance };
            return Rows.Scores(new MLContext(1).MulticlassClassification.Trainers.Mlp(options).Fit(view).Transform(view))[0];
        }

        Scores(balance: false).Should().Equal([0.6f, 0.2f, 0.2f], (a, b) => Math.Abs(a - b) < 0.01f);
        Scores(balance: true).Should().Equal([1 / 3f, 1 / 3f, 1 / 3f], (a, b) => Math.Abs(a - b) < 0.01f);
    }

    [Fact]
    public void A_name_that_no_class_has_is_refused_with_those_there_are()
    {
        var data = Data(Animals);
        var options = new Options { ClassWeights = new Dictionary<string, float> { ["fox"] = 2 } };

        FluentActions.Invoking(() => Fit(options, data)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("ClassWeights['fox'] is 2; expected a class of label column 'Label': dog, cat, owl.*").WithParameterName("ClassWeights");
        data.RowsRead.Should().Be(0);
    }

    [Fact]
    public void Weights_of_zero_for_all_classes_are_refused() =>
        FluentActions.Invoking(() => Fit(
            new Options { ClassWeights = new Dictionary<string, float> { ["dog"] = 0, ["cat"] = 0, ["owl"] = 0 } }, Data(Animals)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("ClassWeights is 0 for every class; expected a number above 0 for one.*");

    [Theory]
    [InlineData(-1f, false, "ClassWeights['dog'] is -1; expected a finite number, 0 or more.")]
    [InlineData(float.NaN, false, "ClassWeights['dog'] is NaN; expected a finite number, 0 or more.")]
    [InlineData(1f, true, "BalanceClasses is True; expected false, because ClassWeights are given.")]
    public void What_is_wrong_for_any_classes_is_refused_when_the_trainer_is_made(float weight, bool balance, string message)
    {
        var options = new Options { ClassWeights = new Dictionary<string, float> { ["dog"] = weight }, BalanceClasses = balance };

        FluentActions.Invoking(() => new MLContext().MulticlassClassification.Trainers.Mlp(options))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*");
    }

    [Fact]
    public void Weights_changed_after_the_trainer_was_made_have_no_effect()
    {
        var weights = new Dictionary<string, float> { ["owl"] = 4 };
        var options = Iris.QuickOptions();
        options.ClassWeights = weights;
        var trainer = new MLContext(1).MulticlassClassification.Trainers.Mlp(options);
        weights["owl"] = 1;

        trainer.Fit(Data(Animals)).Model.Network.GetWeights(0).Should().NotEqual(Weights(Data(Animals), _ => { }));
    }

    private static float[] Weights(IDataView data, Action<Options> change)
    {
        var options = Iris.QuickOptions();
        change(options);
        return Fit(options, data).Model.Network.GetWeights(0);
    }

    private static MlpMulticlassTransformer Fit(Options options, IDataView data) =>
        new MLContext(1).MulticlassClassification.Trainers.Mlp(options).Fit(data);

    private static TestView Data(DataViewSchema.Annotations? annotations) => new(
        30, Blobs.Features(), Blobs.Label(annotations), TestColumn.Of("Weight", NumberDataViewType.Single, row => (float)(1 << (row % 3))));
}
