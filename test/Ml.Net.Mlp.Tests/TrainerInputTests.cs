using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Training data that can't be used: one clear exception each, before any training.</summary>
public sealed class TrainerInputTests
{
    private static readonly MLContext Context = new(1);

    public static TheoryData<string, string, string> WrongColumns => new()
    {
        { "Nope", "Features", "Could not find label column 'Nope' (Parameter 'inputSchema')" },
        { "Label", "Nope", "Could not find feature column 'Nope' (Parameter 'inputSchema')" },
        { "Number", "Features", "Schema mismatch for label column 'Number': expected Key<UInt32>, got Single (Parameter 'labelCol')" },
        { "Text", "Features", "Schema mismatch for label column 'Text': expected Key<UInt32>, got String (Parameter 'labelCol')" },
        { "ByteKey", "Features", "Schema mismatch for label column 'ByteKey': expected Key<UInt32>, got Key<Byte> (Parameter 'labelCol')" },
        { "KeyVector", "Features", "Schema mismatch for label column 'KeyVector': expected Key<UInt32>, got Vector<Key<UInt32>> (Parameter 'labelCol')" },
        { "Label", "Number", "Schema mismatch for feature column 'Number': expected Vector<Single>, got Single (Parameter 'inputSchema')" },
        { "Label", "Text", "Schema mismatch for feature column 'Text': expected Vector<Single>, got String (Parameter 'inputSchema')" },
        { "Label", "Doubles", "Schema mismatch for feature column 'Doubles': expected Vector<Single>, got Vector<Double> (Parameter 'inputSchema')" },
        { "Label", "Unsized", "Schema mismatch for feature column 'Unsized': expected Vector<Single>, got VarVector<Single> (Parameter 'inputSchema')" },
    };

    [Theory]
    [MemberData(nameof(WrongColumns))]
    public void A_wrong_column_is_refused_in_MLNETs_words(string label, string features, string message)
    {
        var data = ManyColumns();
        var trainer = Context.MulticlassClassification.Trainers.Mlp(label, features);

        trainer.Invoking(t => t.Fit(data)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        new EstimatorChain<ITransformer>().Append(trainer).Invoking(c => c.Fit(data))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        data.RowsRead.Should().Be(0);
    }

    [Theory]
    [InlineData("Nope", "Could not find weight column 'Nope' (Parameter 'inputSchema')")]
    [InlineData("Text", "Schema mismatch for weight column 'Text': expected Single, got String (Parameter 'inputSchema')")]
    public void A_wrong_weight_column_is_refused(string weights, string message)
    {
        var trainer = Context.MulticlassClassification.Trainers.Mlp(exampleWeightColumnName: weights);

        trainer.Invoking(t => t.Fit(ManyColumns())).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    [Fact]
    public void A_label_for_one_class_only_is_refused()
    {
        var data = new TestView(5, Blobs.Features(), TestColumn.Label(1, _ => 1));

        Fitting(data).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Label column 'Label' has keys for 1 class; expected 2 to *");
        data.RowsRead.Should().Be(0);
    }

    [Fact]
    public void Rows_of_one_class_only_are_refused()
    {
        var values = TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "dog".AsMemory(), "cat".AsMemory(), "owl".AsMemory());
        var data = new TestView(5, Blobs.Features(), TestColumn.Label(3, _ => 2, values));

        Fitting(data).Should().Throw<InvalidOperationException>()
            .WithMessage("All 5 training rows have the same label, 'cat' in column 'Label'; expected 2 classes or more.");
    }

    [Fact]
    public void No_rows_are_refused() => Fitting(Blobs.View(0)).Should().Throw<InvalidOperationException>()
        .WithMessage("The training data has no rows; expected 1 or more.");

    [Fact]
    public void Rows_of_which_none_has_a_label_are_refused() =>
        Fitting(new TestView(5, Blobs.Features(), TestColumn.Label(3, _ => 0))).Should().Throw<InvalidOperationException>()
            .WithMessage("All 5 rows of the training data have a missing label in column 'Label'; expected 1 row or more with a label.");

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_feature_that_is_no_finite_number_is_named_with_row_and_slot(float value, string shown)
    {
        var features = TestColumn.Features(3, row => row == 17 ? [0, value, 0] : Blobs.Values(row));

        Fitting(new TestView(30, features, Blobs.Label())).Should().Throw<InvalidOperationException>()
            .WithMessage($"Feature column 'Features' is {shown} in slot 1 of row 17 of the training data (rows and slots counted from 0); expected a finite number.*");
    }

    [Fact]
    public void The_slot_is_named_where_the_column_has_names()
    {
        var names = TestColumn.Annotation("SlotNames", TextDataViewType.Instance, "length".AsMemory(), "width".AsMemory(), "height".AsMemory());
        var features = Blobs.Features() with { Annotations = names };
        var broken = TestColumn.Features(3, row => row == 2 ? [1, 2, float.NaN] : Blobs.Values(row)) with { Annotations = names };

        Fitting(new TestView(9, features, Blobs.Label())).Should().NotThrow();
        Fitting(new TestView(9, broken, Blobs.Label())).Should().Throw<InvalidOperationException>()
            .WithMessage("*is NaN in slot 2 ('height') of row 2 of the training data*");
    }

    [Theory]
    [InlineData(-1f, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_weight_that_is_negative_or_not_finite_is_named_with_its_row(float weight, string shown)
    {
        var data = Blobs.View(9, TestColumn.Of("Weight", NumberDataViewType.Single, row => row == 4 ? weight : 1f));

        Context.MulticlassClassification.Trainers.Mlp(exampleWeightColumnName: "Weight")
            .Invoking(t => t.Fit(data)).Should().Throw<InvalidOperationException>()
            .WithMessage($"Weight column 'Weight' is {shown} in row 4 of the training data (rows counted from 0); expected a finite number, 0 or more.");
    }

    [Fact]
    public void Weights_that_are_all_zero_are_refused()
    {
        var data = Blobs.View(9, TestColumn.Of("Weight", NumberDataViewType.Single, _ => 0f));

        Context.MulticlassClassification.Trainers.Mlp(exampleWeightColumnName: "Weight")
            .Invoking(t => t.Fit(data)).Should().Throw<InvalidOperationException>()
            .WithMessage("Weight column 'Weight' is 0 in all 9 rows of the training data; expected a weight above 0 in one row or more.");
    }

    [Fact]
    public void Rows_with_a_missing_label_are_skipped_and_counted_in_one_warning()
    {
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);
        var data = new TestView(30, TestColumn.Features(3, row => row % 5 == 0 ? [float.NaN, 0, 0] : Blobs.Values(row)),
            TestColumn.Label(3, row => row % 5 == 0 ? 0 : (uint)(row % 3) + 1));

        var model = mlContext.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()).Fit(data).Model;

        model.History.Should().HaveCount(3);
        log.Messages(ChannelMessageKind.Warning).Should().ContainSingle()
            .Which.Should().Contain("Skipped 6 of 30 rows of the training data, because their label in column 'Label' is missing.");
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

        var fromDense = Blobs.Train(new TestView(30, dense, Blobs.Label()));
        var fromSparse = Blobs.Train(new TestView(30, sparse, Blobs.Label()));

        fromSparse.Model.Network.GetWeights(0).Should().Equal(fromDense.Model.Network.GetWeights(0));
        Rows.Scores(fromSparse.Transform(new TestView(30, sparse))).Should().BeEquivalentTo(
            Rows.Scores(fromDense.Transform(new TestView(30, dense))), o => o.WithStrictOrdering());
    }

    [Fact]
    public void Only_the_columns_that_training_needs_are_read()
    {
        var data = ManyColumns();

        Context.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()).Fit(data);

        data.LastColumns.Should().Equal("Label", "Features");
        data.RowsRead.Should().Be(30, "the rows are read once");
        data.OpenCursors.Should().Be(0);
    }

    [Fact]
    public void Validation_data_must_be_of_the_same_classes_and_features()
    {
        var dogs = TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "dog".AsMemory(), "cat".AsMemory(), "owl".AsMemory());
        var cats = TestColumn.Annotation("KeyValues", TextDataViewType.Instance, "cat".AsMemory(), "dog".AsMemory(), "owl".AsMemory());
        var train = new TestView(30, Blobs.Features(), Blobs.Label(dogs));
        var trainer = Context.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions());
        void Refuses(TestView validation, string message) =>
            trainer.Invoking(t => t.Fit(train, validation)).Should().Throw<ArgumentException>().WithMessage(message);

        Refuses(new TestView(9, Blobs.Features(), Blobs.Label(cats)),
            "Label column 'Label' has other key values in the validation data (cat, dog, owl) than in the training data (dog, cat, owl).*");
        Refuses(new TestView(9, Blobs.Features(), TestColumn.Label(2, _ => 1)),
            "Label column 'Label' has 2 classes in the validation data; expected 3, as in the training data.");
        Refuses(new TestView(9, TestColumn.Features(2, _ => [0, 0]), Blobs.Label(dogs)),
            "Feature column 'Features' has 2 features in the validation data; expected 3, as in the training data.");
        train.RowsRead.Should().Be(0);
        trainer.Invoking(t => t.Fit(train, Blobs.View(0))).Should().Throw<InvalidOperationException>()
            .WithMessage("The validation data has no rows; expected 1 or more.");
        trainer.Invoking(t => t.Fit(train, new TestView(9, Blobs.Features(), Blobs.Label(dogs)))).Should().NotThrow();
    }

    [Fact]
    public void A_divergent_training_says_so()
    {
        var trainer = Context.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            Optimizer = Optimizer.Sgd(),
            LearningRate = 1e30f,
            Epochs = 5,
        });

        trainer.Invoking(t => t.Fit(Blobs.View())).Should().Throw<InvalidOperationException>().WithMessage("The training diverged*");
    }

    private static Func<MlpMulticlassTransformer> Fitting(IDataView data) =>
        () => Context.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()).Fit(data);

    private static float[] Weighted(Func<int, float> weight)
    {
        var options = Iris.QuickOptions();
        options.ExampleWeightColumnName = "Weight";
        var data = Blobs.View(30, TestColumn.Of("Weight", NumberDataViewType.Single, weight));
        return Context.MulticlassClassification.Trainers.Mlp(options).Fit(data).Model.Network.GetWeights(0);
    }

    private static TestView ManyColumns() => Blobs.View(30,
        TestColumn.Of("Number", NumberDataViewType.Single, row => (float)row),
        TestColumn.Of("Text", TextDataViewType.Instance, row => $"row {row}".AsMemory()),
        TestColumn.Of("ByteKey", new KeyDataViewType(typeof(byte), 3), row => (byte)(row % 3)),
        TestColumn.Of("KeyVector", new VectorDataViewType(new KeyDataViewType(typeof(uint), 3), 2), _ => new VBuffer<uint>(2, [1, 2])),
        TestColumn.Of("Doubles", new VectorDataViewType(NumberDataViewType.Double, 3), _ => new VBuffer<double>(3, [1, 2, 3])),
        TestColumn.Of("Unsized", new VectorDataViewType(NumberDataViewType.Single), _ => new VBuffer<float>(2, [1, 2])));
}
