using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Report.Tests.Support;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests;

/// <summary>What can't be reported on is refused with a message that says what was expected.</summary>
public sealed class RefusalTests
{
    private static readonly TestView Data = Cases.Multiclass();
    private static readonly MlpModelParameters Model = Cases.Train(Data);

    [Fact]
    public void Columns_that_are_missing() => new Dictionary<MlpReportOptions, string>
    {
        [new() { LabelColumnName = "Colour" }] = "There is no label column 'Colour' in the data; it has Features, Label.*",
        [new() { FeatureColumnName = "Pixels" }] = "There is no feature column 'Pixels' in the data; it has Features, Label.*",
    }.Should().AllSatisfy(pair => Saving(Data, pair.Key).Should().Throw<ArgumentOutOfRangeException>().WithMessage(pair.Value));

    [Fact]
    public void Another_number_of_features() =>
        Saving(new TestView(3, TestColumn.Features(5, _ => new float[5]), TestColumn.Label(3, _ => 1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Feature column 'Features' has 5 features; expected 4, as the model has inputs.*");

    [Fact]
    public void Features_that_are_no_vector_of_numbers() =>
        Saving(Data, new() { FeatureColumnName = "Label" })
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Feature column 'Label' is of type Key*; expected a vector of Single of known size.*");

    [Fact]
    public void Another_number_of_classes() =>
        Saving(new TestView(3, TestColumn.Features(4, _ => new float[4]), TestColumn.Label(5, _ => 1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Label column 'Label' has keys for 5 classes; expected 3, as the model has outputs.*");

    [Fact]
    public void Labels_that_were_not_mapped_to_keys() =>
        Saving(Cases.Regression()).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Label column 'Label' is of type Single, which asks for one output, and the model has 3; expected a key: map the label as for the training (MapValueToKey).*");

    [Fact]
    public void Labels_of_other_types()
    {
        Saving(View(TestColumn.Of("Label", TextDataViewType.Instance, _ => "red".AsMemory())))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Label column 'Label' is of type String; expected a key of UInt32 (see MapValueToKey), a Boolean or a Single.*");
        Saving(View(TestColumn.Features(3, _ => new float[3], "Label")))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Label column 'Label' is of type Vector<Single*; expected one label a row*");
    }

    [Fact]
    public void No_rows() =>
        Saving(Cases.Multiclass(0)).Should().Throw<InvalidOperationException>().WithMessage("The evaluation data has no rows; expected one or more.");

    [Fact]
    public void No_row_with_a_label() =>
        Saving(View(TestColumn.Label(3, _ => 0))).Should().Throw<InvalidOperationException>()
            .WithMessage("None of the 3 rows of the evaluation data has a value in label column 'Label'; expected one or more.");

    [Fact]
    public void A_feature_that_is_no_number() =>
        Saving(new TestView(3, TestColumn.Features(4, row => [0, 0, row == 2 ? float.NaN : 0, 0]), TestColumn.Label(3, _ => 1)))
            .Should().Throw<InvalidOperationException>().WithMessage("Feature column 'Features' is NaN in slot 2 of row 2 of the evaluation data (rows and slots counted from 0); expected a finite number.");

    [Fact]
    public void A_label_that_is_infinite()
    {
        var data = Cases.Regression();
        var infinite = View(TestColumn.Of("Label", NumberDataViewType.Single, row => row == 1 ? float.PositiveInfinity : row));

        FluentActions.Invoking(() => ReportDocument.Of(Cases.TrainRegression(data).Model, infinite)).Should().Throw<InvalidOperationException>()
            .WithMessage("Label column 'Label' is Infinity in row 1 of the evaluation data*expected a finite number, or NaN for a missing label.");
    }

    [Fact]
    public void Other_numbers_of_names_and_pixels() => new Dictionary<MlpReportOptions, string>
    {
        [new() { ClassNames = ["a", "b"] }] = "ClassNames has 2 names; expected 3.*",
        [new() { ImageWidth = 3 }] = "The image of ImageWidth 3 and ImageHeight 1 has 3 pixels; expected 4, as there are features.*",
        [new() { ImageWidth = 2, ImageHeight = 3 }] = "The image of ImageWidth 2 and ImageHeight 3 has 6 pixels; expected 4, as there are features.*",
    }.Should().AllSatisfy(pair => Saving(Data, pair.Key).Should().Throw<ArgumentOutOfRangeException>().WithMessage(pair.Value));

    [Fact]
    public void Training_data_without_the_label_column() =>
        Saving(Data, new() { TrainingData = Cases.Regression() }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("TrainingData has a column 'Label' of type Single; expected the label column of the evaluation data, of type Key*");

    [Fact]
    public void Nothing_where_something_must_be()
    {
        FluentActions.Invoking(() => Model.SaveReport("report.html", null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => ((MlpModelParameters)null!).SaveReport("report.html", Data)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Model.SaveReport("", Data)).Should().Throw<ArgumentException>();
    }

    private static TestView View(TestColumn label) => new(3, TestColumn.Features(4, _ => new float[4]), label);

    private static Action Saving(IDataView data, MlpReportOptions? options = null) => () => ReportDocument.Of(Model, data, options);
}
