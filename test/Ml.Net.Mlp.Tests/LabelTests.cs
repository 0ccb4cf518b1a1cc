using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Labels that can't be learned from, kind by kind: one clear exception each, before any training.</summary>
public sealed class LabelTests
{
    [Fact]
    public void Keys_for_one_class_only_are_refused()
    {
        var data = View(TestColumn.Label(1, _ => 1));

        TaskCase.Multiclass.Invoking(t => t.Train(data)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Label column 'Label' has keys for 1 class; expected 2 to *");
        data.RowsRead.Should().Be(0);
    }

    [Fact]
    public void Rows_of_one_class_only_are_refused()
    {
        var values = TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "dog".AsMemory(), "cat".AsMemory(), "owl".AsMemory());

        TaskCase.Multiclass.Invoking(t => t.Train(View(TestColumn.Label(3, _ => 2, values)))).Should().Throw<InvalidOperationException>()
            .WithMessage("All 9 training rows have the same label, 'cat' in column 'Label'; expected 2 classes or more.");
        TaskCase.Binary.Invoking(t => t.Train(View(Flag(_ => true)))).Should().Throw<InvalidOperationException>()
            .WithMessage("All 9 training rows have the same label, true in column 'Label'; expected both.");
        TaskCase.Binary.Invoking(t => t.Train(View(Flag(_ => false)))).Should().Throw<InvalidOperationException>()
            .WithMessage("All 9 training rows have the same label, false in column 'Label'; expected both.");
    }

    [Fact]
    public void Several_labels_may_be_flags_or_numbers()
    {
        var flags = TestColumn.Of("Label", new VectorDataViewType(BooleanDataViewType.Instance, 2), row => row % 3 == 2
            ? new VBuffer<bool>(2, 1, [true], [1])
            : new VBuffer<bool>(2, [true, row % 3 == 1]));

        var fromFlags = TaskCase.MultiLabel.Train(new TestView(60, Blobs.Features(), flags));

        fromFlags.Model.Network.GetWeights(0).Should().Equal(TaskCase.MultiLabel.Model.Model.Network.GetWeights(0));
    }

    [Fact]
    public void A_number_between_0_and_1_is_the_probability_that_a_label_holds()
    {
        var data = new TestView(60, TestColumn.Features(1, _ => [1]), TestColumn.Features(1, _ => [0.25f], "Label"));
        var options = TaskCase.MultiLabel.QuickOptions(o => (o.HiddenLayers, o.Epochs, o.LearningRate) = ([], 100, 0.1f));

        var model = TaskCase.MultiLabel.Fit(options, data);

        Rows.Read<VBuffer<float>>(model.Transform(data), "Probability").First().DenseValues().Should().ContainSingle()
            .Which.Should().BeApproximately(0.25f, 0.01f);
    }

    [Theory]
    [InlineData(1.5f, "Label column 'Label' is 1.5 in slot 1 of row 4 of the training data (rows and slots counted from 0); expected 0 to 1.")]
    [InlineData(-1f, "Label column 'Label' is -1 in slot 1 of row 4 of the training data (rows and slots counted from 0); expected 0 to 1.")]
    [InlineData(float.PositiveInfinity, "Label column 'Label' is Infinity in slot 1 of row 4 of the training data (rows and slots counted from 0); expected a finite number.")]
    public void Several_labels_are_numbers_from_0_to_1(float value, string message)
    {
        var data = View(TestColumn.Features(2, row => [0, row == 4 ? value : 1], "Label"));

        TaskCase.MultiLabel.Invoking(t => t.Train(data)).Should().Throw<InvalidOperationException>().WithMessage(message);
        data.OpenCursors.Should().Be(0);
    }

    [Fact]
    public void A_number_to_predict_is_finite()
    {
        var data = View(Number(row => row == 4 ? float.NegativeInfinity : row));

        TaskCase.Regression.Invoking(t => t.Train(data)).Should().Throw<InvalidOperationException>()
            .WithMessage("Label column 'Label' is -Infinity in row 4 of the training data (rows counted from 0); expected a finite number.");
    }

    [Fact]
    public void A_number_to_predict_makes_sense_to_the_loss()
    {
        var options = new MlpRegressionTrainer.Options { Loss = Loss.BinaryCrossEntropy };

        TaskCase.Regression.Invoking(t => t.Fit(options, View(Number(row => row)))).Should().Throw<InvalidOperationException>()
            .WithMessage("Label column 'Label' is 2 in row 2 of the training data (rows counted from 0); expected 0 to 1.");
    }

    [Fact]
    public void Labels_of_another_size_than_their_type_are_refused()
    {
        var type = new VectorDataViewType(NumberDataViewType.Single, 2);

        TaskCase.MultiTarget.Invoking(t => t.Train(View(TestColumn.Of("Label", type, _ => new VBuffer<float>(3, [1, 0, 1])))))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("A row has 3 values in label column 'Label'; expected 2, the size of the column's type.");
    }

    [Fact]
    public void Validation_data_must_have_the_same_classes()
    {
        var dogs = TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "dog".AsMemory(), "cat".AsMemory(), "owl".AsMemory());
        var cats = TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "cat".AsMemory(), "dog".AsMemory(), "owl".AsMemory());
        var train = View(Blobs.Label(dogs));

        RefusesValidation(TaskCase.Multiclass, train, View(Blobs.Label(cats)),
            "Label column 'Label' has other key values in the validation data (cat, dog, owl) than in the training data (dog, cat, owl).*");
        RefusesValidation(TaskCase.Multiclass, train, View(TestColumn.Label(2, _ => 1)),
            "Label column 'Label' has 2 classes in the validation data; expected 3, as in the training data.");
        TaskCase.Multiclass.Invoking(t => t.Fit(t.QuickOptions(), train, View(Blobs.Label(dogs)))).Should().NotThrow();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_goes_on_with_the_classes_that_it_knows_even_when_it_was_loaded(bool isLoaded)
    {
        var dogs = TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "dog".AsMemory(), "cat".AsMemory(), "owl".AsMemory());
        var cats = TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "cat".AsMemory(), "dog".AsMemory(), "owl".AsMemory());
        var task = TaskCase.Multiclass;
        var trained = task.Fit(task.QuickOptions(), View(Blobs.Label(dogs)));
        var model = (isLoaded ? SavedTransformer.Reload(trained, View(Blobs.Label(dogs)).Schema) : trained).Model;

        model.OutputNames.Should().Equal("dog", "cat", "owl");
        task.Invoking(t => t.GoOn(t.QuickOptions(), View(Blobs.Label(cats)), model)).Should().Throw<ArgumentException>().WithMessage(
            "Label column 'Label' has other key values in the training data (cat, dog, owl) than in the data of the model to go on with (dog, cat, owl).*");
        task.Invoking(t => t.GoOn(t.QuickOptions(), View(Blobs.Label(dogs)), model)).Should().NotThrow();
        task.Model.Model.OutputNames.Should().BeEmpty("its keys have no values");
    }

    [Fact]
    public void Validation_data_must_have_the_same_targets()
    {
        var prices = TestColumn.Annotation("SlotNames", TextDataViewType.Instance, "price".AsMemory(), "year".AsMemory());
        var years = TestColumn.Annotation("SlotNames", TextDataViewType.Instance, "year".AsMemory(), "price".AsMemory());
        TestView Vectors(int size, DataViewSchema.Annotations? names = null) =>
            View(TestColumn.Features(size, row => [.. Enumerable.Repeat((float)row, size)], "Label") with { Annotations = names });

        RefusesValidation(TaskCase.MultiTarget, Vectors(2, prices), Vectors(2, years),
            "Label column 'Label' has other slot names in the validation data (year, price) than in the training data (price, year).*");
        RefusesValidation(TaskCase.MultiTarget, Vectors(2), Vectors(3),
            "Label column 'Label' has 3 values a row in the validation data; expected 2, as in the training data.");
        RefusesValidation(TaskCase.Regression, Vectors(1), View(Number(row => row)),
            "Label column 'Label' is no vector in the validation data; expected the type that it has in the training data.");
        RefusesValidation(TaskCase.Binary, View(Flag(row => row > 2)), Vectors(1),
            "Label column 'Label' is a vector in the validation data; expected the type that it has in the training data.");
    }

    private static void RefusesValidation(TaskCase task, TestView train, TestView validation, string message)
    {
        task.Invoking(t => t.Fit(t.QuickOptions(), train, validation)).Should().Throw<ArgumentException>().WithMessage(message);
        train.RowsRead.Should().Be(0);
    }

    private static TestView View(TestColumn label) => new(9, Blobs.Features(), label);

    private static TestColumn Flag(Func<int, bool> value) => TestColumn.Of("Label", BooleanDataViewType.Instance, value);

    private static TestColumn Number(Func<int, float> value) => TestColumn.Of("Label", NumberDataViewType.Single, value);
}
