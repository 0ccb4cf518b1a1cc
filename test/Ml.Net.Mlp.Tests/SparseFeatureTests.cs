using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Feature columns of many slots of which few are not zero: read, trained on and scored as they are.</summary>
public sealed class SparseFeatureTests
{
    private const int Inputs = 6_000;

    [Fact]
    public void Sparse_and_dense_columns_give_the_same_network_and_scores()
    {
        var (sparse, dense) = (View(60, sparse: true), View(60, sparse: false));

        var (fromSparse, fromDense) = (Fit(sparse), Fit(dense));

        fromSparse.Model.Network.GetWeights(0).Should().Equal(fromDense.Model.Network.GetWeights(0));
        var scores = Rows.Scores(fromSparse.Transform(sparse));
        scores.Should().BeEquivalentTo(Rows.Scores(fromDense.Transform(dense)), options => options.WithStrictOrdering());
        scores.Should().BeEquivalentTo(Rows.Scores(fromSparse.Transform(View(60, sparse: null))), options => options.WithStrictOrdering());
        RowScores(fromSparse, sparse).Should().BeEquivalentTo(scores, options => options.WithStrictOrdering());
        RowScores(fromSparse, dense).Should().BeEquivalentTo(scores, options => options.WithStrictOrdering());
    }

    [Fact]
    public void A_budget_counts_what_sparse_rows_take()
    {
        // Four values a row: 32 bytes and 24 for the row. Dense, a megabyte holds 43 rows.
        var mlContext = new MLContext(1);
        var log = new LogCollector(mlContext);
        var options = Options();
        options.MemoryBudgetMegabytes = 1;

        mlContext.MulticlassClassification.Trainers.Mlp(options).Fit(View(2_000, sparse: true));
        log.Messages(ChannelMessageKind.Warning).Should().BeEmpty();

        options.Epochs = 1;
        mlContext.MulticlassClassification.Trainers.Mlp(options).Fit(View(20_000, sparse: true));
        log.Messages(ChannelMessageKind.Warning).Should().ContainSingle().Which.Should().Match(
            "*The training data takes 1.1 MB, more than the memory budget of 1.0 MB leaves (MemoryBudgetMegabytes): every epoch reads its 20000 rows anew, through a shuffle buffer of 18725 rows.*");
    }

    [Fact]
    public void A_one_hot_of_many_values_is_learned()
    {
        // Each of 5,000 words belongs to one of three classes, and is seen once in training: the network must know them all.
        var mlContext = new MLContext(1);
        var rows = Enumerable.Range(0, 5_000).Select(i => new Word { Text = $"w{i}", Class = $"c{(i / 7) % 3}" }).ToArray();
        var data = mlContext.Data.LoadFromEnumerable(rows);
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("Features", "Text", maximumNumberOfKeys: 10_000)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Class"))
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
            {
                HiddenLayers = [], Epochs = 8, BatchSize = 500, LearningRate = 0.1f, Seed = 1, NumberOfThreads = 1, MemoryBudgetMegabytes = 1,
            }));

        var model = pipeline.Fit(data);

        var predicted = Rows.Predictions(model.Transform(data));
        predicted.Should().Equal(Rows.Read<uint>(model.Transform(data), "Label"));
        model.LastTransformer.Model.Network.Description.Inputs.Should().Be(5_000);
    }

    [Fact]
    public void Missing_and_infinite_slots_of_sparse_rows_are_told()
    {
        var options = Options();
        FluentActions.Invoking(() => Fit(View(60, sparse: true, fifth: float.NaN))).Should().Throw<InvalidOperationException>()
            .WithMessage("Feature column 'Features' is NaN in slot 5500 of row 5 of the training data*");

        options.MissingValues = MissingValueHandling.Mean;
        var model = new MLContext(1).MulticlassClassification.Trainers.Mlp(options).Fit(View(60, sparse: true, fifth: float.NaN));
        Rows.Scores(model.Transform(View(60, sparse: true, fifth: float.NaN))).SelectMany(score => score).Should().OnlyContain(score => float.IsFinite(score));

        var infinite = View(60, sparse: true, fifth: float.PositiveInfinity);
        foreach (var scores in new[] { Rows.Scores(model.Transform(infinite)), RowScores(model, infinite) })
        {
            scores.Select(score => score.All(float.IsNaN)).Should().Equal(Enumerable.Range(0, 60).Select(row => row == 5));
        }
    }

    private static MlpMulticlassTrainer.Options Options()
    {
        var options = Iris.QuickOptions();
        options.NumberOfThreads = 2;
        return options;
    }

    private static MlpMulticlassTransformer Fit(IDataView view) =>
        new MLContext(1).MulticlassClassification.Trainers.Mlp(Options()).Fit(view);

    /// <summary>Rows of which slot 0, 1 or 2 tells the class; every second one sparse where <paramref name="sparse"/> is null.</summary>
    private static TestView View(int rows, bool? sparse, float fifth = 1)
    {
        VBuffer<float> Features(int row)
        {
            var last = row == 5 ? fifth : 1;
            int[] slots = [row % 3, 100 + (row % 50), 1_000 + (row % 3_000), 5_500];
            var buffer = new VBuffer<float>(Inputs, slots.Length, [1, 0.5f, -1, last], slots);
            return sparse ?? row % 2 == 0 ? buffer : new VBuffer<float>(Inputs, [.. buffer.DenseValues()]);
        }

        return new TestView(rows, TestColumn.Of("Features", new VectorDataViewType(NumberDataViewType.Single, Inputs), Features), Blobs.Label());
    }

    private static float[][] RowScores(ITransformer model, IDataView view)
    {
        var mapper = model.GetRowToRowMapper(view.Schema);
        using var cursor = view.GetRowCursor(view.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var getter = row.GetGetter<VBuffer<float>>(row.Schema["Score"]);
        var score = default(VBuffer<float>);
        var scores = new List<float[]>();
        while (cursor.MoveNext())
        {
            getter(ref score);
            scores.Add([.. score.DenseValues()]);
        }

        return [.. scores];
    }

    private sealed class Word
    {
        public string Text { get; set; } = "";

        public string Class { get; set; } = "";
    }
}
