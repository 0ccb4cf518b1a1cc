using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Blocks of rows through a network so wide that several threads score them.</summary>
public sealed class ScoredBlockTests
{
    private const int RowCount = 700;

    private static readonly MlpMulticlassTransformer Model = Train();
    private static readonly float[][] Expected = [.. Enumerable.Range(0, RowCount).Select(ScoreAlone)];

    [Fact]
    public void Rows_score_the_same_as_alone()
    {
        Rows.Scores(Model.Transform(View())).Should().BeEquivalentTo(Expected, o => o.WithStrictOrdering());
        Rows.Predictions(Model.Transform(View())).Should().Equal(Expected.Select(Class));
    }

    [Fact]
    public void The_features_may_be_read_too()
    {
        var scored = Model.Transform(View());
        using var cursor = scored.GetRowCursor(scored.Schema);
        var features = cursor.GetGetter<VBuffer<float>>(scored.Schema["Features"]);
        var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> values = default, scores = default;
        for (var row = 0; cursor.MoveNext(); row++)
        {
            features(ref values);
            values.DenseValues().Should().Equal(Values(row));
            values.IsDense.Should().Be(row % 5 != 2, "sparse values stay so");
            score(ref scores);
            scores.DenseValues().Should().Equal(Expected[row]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Parallel_cursors_score_the_same(int count)
    {
        var scored = Model.Transform(View());
        var found = new float[RowCount][];

        Parallel.ForEach(scored.GetRowCursorSet([scored.Schema["Number"], scored.Schema["Score"]], count), cursor =>
        {
            using (cursor)
            {
                Collect(cursor, found);
            }
        });

        found.Should().BeEquivalentTo(Expected, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Cursors_may_be_read_side_by_side()
    {
        var scored = Model.Transform(new MLContext(1).Data.Cache(View()));

        Parallel.For(0, 6, _ =>
        {
            var found = new float[RowCount][];
            using var cursor = scored.GetRowCursor([scored.Schema["Number"], scored.Schema["Score"]]);
            Collect(cursor, found);
            found.Should().BeEquivalentTo(Expected, o => o.WithStrictOrdering());
        });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Rows_of_another_size_than_their_type_are_refused(int size)
    {
        var scored = Model.Transform(new TestView(300, TestColumn.Of(
            "Features", new VectorDataViewType(NumberDataViewType.Single, 3), row => new VBuffer<float>(size, new float[size]))));

        FluentActions.Invoking(() => Rows.Scores(scored)).Should().Throw<InvalidOperationException>()
            .WithMessage($"A row has {size} features; expected 3, the size of the feature column's type.");
    }

    private static void Collect(DataViewRowCursor cursor, float[][] found)
    {
        var number = cursor.GetGetter<float>(cursor.Schema["Number"]);
        var score = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Score"]);
        var row = 0f;
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            number(ref row);
            score(ref scores);
            found[(int)row] = [.. scores.DenseValues()];
        }
    }

    private static MlpMulticlassTransformer Train()
    {
        var options = Iris.QuickOptions();
        options.HiddenLayers = [500, 300];
        options.Epochs = 1;
        return new MLContext(1).MulticlassClassification.Trainers.Mlp(options).Fit(Blobs.View());
    }

    /// <summary>Dense and sparse rows, some with a value that is not known.</summary>
    private static TestView View() => new(RowCount,
        TestColumn.Of("Number", NumberDataViewType.Single, row => (float)row),
        TestColumn.Of("Features", new VectorDataViewType(NumberDataViewType.Single, 3), row => row % 5 == 2
            ? new VBuffer<float>(3, 1, [Values(row)[1]], [1])
            : new VBuffer<float>(3, Values(row))));

    private static float[] Values(int row)
    {
        var values = Blobs.Values(row);
        if (row % 5 == 2)
        {
            return [0, row % 10 == 7 ? float.NaN : values[1], 0];
        }

        if (row % 41 == 0)
        {
            values[row % 3] = float.NegativeInfinity;
        }

        return values;
    }

    private static float[] ScoreAlone(int row)
    {
        var scores = new float[3];
        Model.Model.Network.Predict(Values(row), scores);
        return Values(row).All(float.IsFinite) ? scores : [float.NaN, float.NaN, float.NaN];
    }

    private static uint Class(float[] scores) => float.IsNaN(scores[0]) ? 0 : (uint)Array.IndexOf(scores, scores.Max()) + 1;
}
