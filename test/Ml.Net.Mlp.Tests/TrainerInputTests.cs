using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Training data that can't be used: one clear exception each, before any training.</summary>
public abstract class TrainerInputTests
{
    private readonly TaskCase _task;

    private protected TrainerInputTests(TaskCase task) => _task = task;

    [Theory]
    [InlineData("Nope", "Could not find weight column 'Nope' (Parameter 'inputSchema')")]
    [InlineData("Text", "Schema mismatch for weight column 'Text': expected Single, got String (Parameter 'inputSchema')")]
    public void A_wrong_weight_column_is_refused(string weights, string message)
    {
        var options = _task.QuickOptions(o => o.ExampleWeightColumnName = weights);

        _task.Invoking(t => t.Fit(options, ManyColumns())).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    [Fact]
    public void No_rows_are_refused() => Fitting(_task.View(0)).Should().Throw<InvalidOperationException>()
        .WithMessage("The training data has no rows; expected 1 or more.");

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_feature_that_is_no_finite_number_is_named_with_row_and_slot(float value, string shown)
    {
        var features = TestColumn.Features(3, row => row == 17 ? [0, value, 0] : Blobs.Values(row));

        Fitting(new TestView(30, features, _task.Label(_ => false))).Should().Throw<InvalidOperationException>()
            .WithMessage($"Feature column 'Features' is {shown} in slot 1 of row 17 of the training data (rows and slots counted from 0); expected a finite number.*");
    }

    [Fact]
    public void The_slot_is_named_where_the_column_has_names()
    {
        var names = TestColumn.Annotation("SlotNames", TextDataViewType.Instance, "length".AsMemory(), "width".AsMemory(), "height".AsMemory());
        var features = Blobs.Features() with { Annotations = names };
        var broken = TestColumn.Features(3, row => row == 2 ? [1, 2, float.NaN] : Blobs.Values(row)) with { Annotations = names };

        Fitting(new TestView(9, features, _task.Label(_ => false))).Should().NotThrow();
        Fitting(new TestView(9, broken, _task.Label(_ => false))).Should().Throw<InvalidOperationException>()
            .WithMessage("*is NaN in slot 2 ('height') of row 2 of the training data*");
    }

    [Theory]
    [InlineData(-1f, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_weight_that_is_negative_or_not_finite_is_named_with_its_row(float weight, string shown)
    {
        var data = _task.View(9, TestColumn.Of("Weight", NumberDataViewType.Single, row => row == 4 ? weight : 1f));

        _task.Invoking(t => t.Fit(t.QuickOptions(o => o.ExampleWeightColumnName = "Weight"), data)).Should().Throw<InvalidOperationException>()
            .WithMessage($"Weight column 'Weight' is {shown} in row 4 of the training data (rows counted from 0); expected a finite number, 0 or more.");
    }

    [Fact]
    public void Weights_that_are_all_zero_are_refused()
    {
        var data = _task.View(9, TestColumn.Of("Weight", NumberDataViewType.Single, _ => 0f));

        _task.Invoking(t => t.Fit(t.QuickOptions(o => o.ExampleWeightColumnName = "Weight"), data)).Should().Throw<InvalidOperationException>()
            .WithMessage("Weight column 'Weight' is 0 in all 9 rows of the training data; expected a weight above 0 in one row or more.");
    }

    [Fact]
    public void Weights_change_what_is_learned_and_only_their_ratios_count()
    {
        var none = Weighted(_ => 1);
        var twos = Weighted(_ => 2);
        var unequal = Weighted(row => row % 3);

        twos.Should().Equal(none);
        unequal.Should().NotEqual(none);
    }

    [Fact]
    public void Sparse_features_are_the_same_as_dense_ones()
    {
        var dense = TestColumn.Features(4, row => [0, row % 3 == 1 ? 1 : 0, 0, row % 3 == 2 ? 1 : 0]);
        var sparse = TestColumn.Of("Features", new VectorDataViewType(NumberDataViewType.Single, 4), row => (row % 3) switch
        {
            0 => new VBuffer<float>(4, 0, [], []),
            1 => new VBuffer<float>(4, 1, [1f], [1]),
            _ => new VBuffer<float>(4, 1, [1f], [3]),
        });

        var fromDense = _task.Train(new TestView(30, dense, _task.Label(_ => false)));
        var fromSparse = _task.Train(new TestView(30, sparse, _task.Label(_ => false)));

        fromSparse.Model.Network.GetWeights(0).Should().Equal(fromDense.Model.Network.GetWeights(0));
        _task.Scored(fromSparse, new TestView(30, sparse)).Should().Equal(_task.Scored(fromDense, new TestView(30, dense)));
    }

    [Fact]
    public void Only_the_columns_that_training_needs_are_read()
    {
        var data = ManyColumns();

        _task.Fit(_task.QuickOptions(), data);

        data.LastColumns.Should().Equal("Label", "Features");
        data.RowsRead.Should().Be(30, "the rows are read once");
        data.OpenCursors.Should().Be(0);
    }

    [Fact]
    public void Validation_data_must_have_the_same_features()
    {
        var train = _task.View();

        _task.Invoking(t => t.Fit(t.QuickOptions(), train, new TestView(9, TestColumn.Features(2, _ => [0, 0]), t.Label(_ => false))))
            .Should().Throw<ArgumentException>()
            .WithMessage("Feature column 'Features' has 2 features in the validation data; expected 3, as in the training data.");
        train.RowsRead.Should().Be(0);
        _task.Invoking(t => t.Fit(t.QuickOptions(), train, t.View(0))).Should().Throw<InvalidOperationException>()
            .WithMessage("The validation data has no rows; expected 1 or more.");
    }

    [Fact]
    public void A_divergent_training_says_so()
    {
        var options = _task.QuickOptions(o => (o.Optimizer, o.LearningRate, o.Epochs) = (Optimizer.Sgd(), 1e30f, 5));

        _task.Invoking(t => t.Fit(options, t.View())).Should().Throw<InvalidOperationException>().WithMessage("The training diverged*");
    }

    private Func<MlpTransformerBase> Fitting(IDataView data) => () => _task.Train(data);

    private float[] Weighted(Func<int, float> weight)
    {
        var options = _task.QuickOptions(o => o.ExampleWeightColumnName = "Weight");
        var data = _task.View(30, TestColumn.Of("Weight", NumberDataViewType.Single, weight));
        return _task.Fit(options, data).Model.Network.GetWeights(0);
    }

    private TestView ManyColumns() => _task.View(30,
        TestColumn.Of("Number", NumberDataViewType.Single, row => (float)row),
        TestColumn.Of("Text", TextDataViewType.Instance, row => $"row {row}".AsMemory()),
        TestColumn.Of("ByteKey", new KeyDataViewType(typeof(byte), 3), row => (byte)(row % 3)),
        TestColumn.Of("KeyVector", new VectorDataViewType(new KeyDataViewType(typeof(uint), 3), 2), _ => new VBuffer<uint>(2, [1, 2])),
        TestColumn.Of("Doubles", new VectorDataViewType(NumberDataViewType.Double, 3), _ => new VBuffer<double>(3, [1, 2, 3])),
        TestColumn.Of("Unsized", new VectorDataViewType(NumberDataViewType.Single), _ => new VBuffer<float>(2, [1, 2])));

    public sealed class Multiclass() : TrainerInputTests(TaskCase.Multiclass);

    public sealed class Binary() : TrainerInputTests(TaskCase.Binary);

    public sealed class MultiLabel() : TrainerInputTests(TaskCase.MultiLabel);

    public sealed class Regression() : TrainerInputTests(TaskCase.Regression);

    public sealed class MultiTarget() : TrainerInputTests(TaskCase.MultiTarget);
}
