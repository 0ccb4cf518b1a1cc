using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Blocks of rows through a network so wide that several threads score them.</summary>
public abstract class ScoredBlockTests
{
    private readonly TaskCase _task;

    private static readonly ConcurrentDictionary<TaskCase, (MlpTransformerBase Model, string[] Expected)> Known = [];

    private readonly MlpTransformerBase _model;
    private readonly string[] _expected;

    private protected ScoredBlockTests(TaskCase task)
    {
        _task = task;
        (_model, _expected) = Known.GetOrAdd(task, _ => Train(task));
    }

    private const int RowCount = 700;


    [Fact]
    public void Rows_score_the_same_as_alone()
    {
        _task.Scored(_model, View()).Should().Equal(_expected);
    }

    [Fact]
    public void A_column_holds_what_the_network_yields()
    {
        var outputs = new float[_model.Model.Network.Description.Outputs];
        var found = Rows.Texts(_model.Transform(View()), _task.NetworkColumn);
        for (var row = 0; row < RowCount; row++)
        {
            _model.Model.Network.Predict(Values(row), outputs);
            var expected = outputs.Select(output => Values(row).All(float.IsFinite) ? output : float.NaN);
            found[row].Trim('[', ']').Should().Be(string.Join(' ', expected.Select(output => output.ToString(CultureInfo.InvariantCulture))));
        }
    }

    [Fact]
    public void The_features_may_be_read_too()
    {
        var scored = _model.Transform(View());
        using var cursor = scored.GetRowCursor(scored.Schema);
        var features = cursor.GetGetter<VBuffer<float>>(scored.Schema["Features"]);
        var text = RowText.Of(cursor, _task.ScoreColumns);
        VBuffer<float> values = default;
        for (var row = 0; cursor.MoveNext(); row++)
        {
            features(ref values);
            values.DenseValues().Should().Equal(Values(row));
            values.IsDense.Should().Be(row % 5 != 2, "sparse values stay so");
            text().Should().Be(_expected[row]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Parallel_cursors_score_the_same(int count)
    {
        var scored = _model.Transform(View());
        var found = new string[RowCount];

        Parallel.ForEach(scored.GetRowCursorSet(scored.Schema, count), cursor =>
        {
            using (cursor)
            {
                Collect(cursor, found);
            }
        });

        found.Should().Equal(_expected);
    }

    [Fact]
    public void Cursors_may_be_read_side_by_side()
    {
        var scored = _model.Transform(new MLContext(1).Data.Cache(View()));

        Parallel.For(0, 6, _ =>
        {
            var found = new string[RowCount];
            using var cursor = scored.GetRowCursor(scored.Schema);
            Collect(cursor, found);
            found.Should().Equal(_expected);
        });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Rows_of_another_size_than_their_type_are_refused(int size)
    {
        var scored = _model.Transform(new TestView(300, TestColumn.Of(
            "Features", new VectorDataViewType(NumberDataViewType.Single, 3), row => new VBuffer<float>(size, new float[size]))));

        FluentActions.Invoking(() => Rows.Texts(scored, _task.ScoreColumns)).Should().Throw<InvalidOperationException>()
            .WithMessage($"A row has {size} features; expected 3, the size of the feature column's type.");
    }

    private void Collect(DataViewRowCursor cursor, string[] found)
    {
        var number = cursor.GetGetter<float>(cursor.Schema["Number"]);
        var text = RowText.Of(cursor, _task.ScoreColumns);
        var row = 0f;
        while (cursor.MoveNext())
        {
            number(ref row);
            found[(int)row] = text();
        }
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

    /// <summary>A model and what it says of each row alone.</summary>
    private static (MlpTransformerBase Model, string[] Expected) Train(TaskCase task)
    {
        var model = task.Fit(task.QuickOptions(options => (options.HiddenLayers, options.Epochs) = ([500, 300], 1)), task.View());
        var view = View();
        var mapper = ((ITransformer)model).GetRowToRowMapper(view.Schema);
        var cursor = view.GetRowCursor(view.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var text = RowText.Of(row, task.ScoreColumns);
        var expected = new List<string>();
        while (cursor.MoveNext())
        {
            expected.Add(text());
        }

        return (model, [.. expected]);
    }

    public sealed class Multiclass() : ScoredBlockTests(TaskCase.Multiclass);

    public sealed class Binary() : ScoredBlockTests(TaskCase.Binary);

    public sealed class MultiLabel() : ScoredBlockTests(TaskCase.MultiLabel);

    public sealed class Regression() : ScoredBlockTests(TaskCase.Regression);

    public sealed class MultiTarget() : ScoredBlockTests(TaskCase.MultiTarget);
}
