using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests.Autoencoder;

/// <summary>What an autoencoder adds to its input, and what it says of it before.</summary>
public sealed class AutoencoderColumnTests
{
    [Fact]
    public void Code_reconstruction_and_error_stand_behind_the_input()
    {
        var view = Autoencoders.NamedView();

        SchemaText.Of(Autoencoders.Fit(Autoencoders.Options(), view).Transform(view).Schema, first: 1).Should().Be(
            "Code : Vector<Single, 2>\nReconstruction : Vector<Single, 3>\n  SlotNames : Vector<String, 3> = x y z\nReconstructionError : Single\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_estimator_promises_what_the_transformer_yields(bool named)
    {
        var view = named ? Autoencoders.NamedView() : Autoencoders.View();
        foreach (var options in new[]
        {
            Autoencoders.Options(), Autoencoders.Options(o => o.ReconstructionColumnName = null), Autoencoders.Options(o => o.ErrorColumnName = null),
            Autoencoders.Options(o => (o.OutputColumnName, o.InputColumnName) = ("Features", null)),
        })
        {
            var promised = new MLContext(1).Transforms.Autoencoder(options).GetOutputSchema(ShapeSpy.Of(view));
            var transformed = Autoencoders.Fit(options, view).Transform(view);

            SchemaText.Of(promised).Should().Be(SchemaText.Of(ShapeSpy.Of(transformed)));
        }
    }

    [Fact]
    public void Columns_may_have_other_names_or_be_left_out()
    {
        var view = Autoencoders.View();
        string[] Names(Action<MlpAutoencoderEstimator.Options> change) =>
            [.. Autoencoders.Fit(Autoencoders.Options(change), view).Transform(view).Schema.Where(column => !column.IsHidden).Select(column => column.Name)];

        Names(o => (o.OutputColumnName, o.ReconstructionColumnName, o.ErrorColumnName) = ("A", "B", "C")).Should().Equal("Features", "A", "B", "C");
        Names(o => (o.ReconstructionColumnName, o.ErrorColumnName) = (null, null)).Should().Equal("Features", "Code");
        Names(o => (o.OutputColumnName, o.InputColumnName) = ("Features", null)).Should().Equal("Features", "Reconstruction", "ReconstructionError");
    }

    [Fact]
    public void The_columns_are_what_the_network_yields()
    {
        var (model, view) = (Autoencoders.Model, Autoencoders.View());
        var scored = model.Transform(view);
        var (codes, reconstructions) = (Autoencoders.Vectors(scored, "Code"), Autoencoders.Vectors(scored, "Reconstruction"));
        var errors = Rows.Read<float>(scored, "ReconstructionError").ToArray();

        for (var row = 0; row < 60; row++)
        {
            var (features, outputs) = (Blobs.Values(row), new float[3]);
            model.Model.Network.Predict(features, outputs);
            reconstructions[row].Should().Equal(outputs);
            codes[row].Should().Equal(model.Model.GetActivations(features, 1));
            errors[row].Should().BeApproximately(features.Zip(outputs, (x, y) => (x - y) * (x - y)).Average(), 1e-6f);
        }

        (model.InputColumnName, model.OutputColumnName, model.ReconstructionColumnName, model.ErrorColumnName).Should().Be(("Features", "Code", "Reconstruction", "ReconstructionError"));
        (model.Encoder.Description.ToString(), model.Decoder.Description.ToString()).Should().Be(("3-8-2", "2-8-3"));
        model.Model.Summary().Should().Contain("dense");
    }

    [Fact]
    public void The_code_alone_is_the_code_beside_the_others()
    {
        var view = Autoencoders.View(200);
        var all = Autoencoders.Model.Transform(view);

        Rows.Texts(all, "Code").Should().Equal(Autoencoders.Texts(Autoencoders.Model, view).Select(line => line.Split(" | ")[0]));
        Rows.Texts(all, "ReconstructionError").Should().Equal(Autoencoders.Texts(Autoencoders.Model, view).Select(line => line.Split(" | ")[2]));
    }

    [Fact]
    public void A_row_with_a_value_that_is_not_finite_gets_none()
    {
        var view = new TestView(6, TestColumn.Features(3, row => row == 2 ? [1, float.NaN, 0] : row == 4 ? [float.PositiveInfinity, 0, 0] : Blobs.Values(row)));
        var lines = Autoencoders.Texts(Autoencoders.Model, view);

        lines[2].Should().Be("[NaN NaN] | [NaN NaN NaN] | NaN");
        lines[4].Should().Be(lines[2]);
        lines[3].Should().NotContain("NaN");
        Mapped(view).Should().Equal(lines);
    }

    [Fact]
    public void Single_rows_and_sparse_rows_give_the_same_bits()
    {
        var sparse = new TestView(60, TestColumn.Of("Features", new VectorDataViewType(NumberDataViewType.Single, 3), Sparse));
        var dense = new TestView(60, TestColumn.Features(3, row => Sparse(row).DenseValues().ToArray()));
        var lines = Autoencoders.Texts(Autoencoders.Model, dense);

        Autoencoders.Texts(Autoencoders.Model, sparse).Should().Equal(lines);
        Mapped(dense).Should().Equal(lines);
        Mapped(sparse).Should().Equal(lines);

        static VBuffer<float> Sparse(int row) => new(3, 1, [Blobs.Values(row)[1]], [row % 3]);
    }

    [Fact]
    public void A_row_depends_on_the_input_alone_and_is_computed_without_allocation()
    {
        float[] values = [1, 0, 0];
        var view = new TestView(10_000, TestColumn.Features(3, _ => values));
        var mapper = ((ITransformer)Autoencoders.Model).GetRowToRowMapper(view.Schema);
        using var cursor = view.GetRowCursor(view.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var reads = Autoencoders.Columns.Select(name => ColumnReading.Of(row, name)).ToArray();
        long AllocatedBy(int rows)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rows; i++)
            {
                cursor.MoveNext();
                Array.ForEach(reads, read => read());
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        mapper.GetDependencies([mapper.OutputSchema["ReconstructionError"]]).Select(column => column.Name).Should().Equal("Features");
        AllocatedBy(500);
        Enumerable.Range(0, 5).Min(_ => AllocatedBy(1000)).Should().BeLessThan(200, "the loop's own delegate is all");
    }

    [Fact]
    public void Cursors_that_are_read_side_by_side_yield_all_rows()
    {
        var scored = Autoencoders.Model.Transform(Autoencoders.View());
        var lines = new List<string>();
        foreach (var cursor in scored.GetRowCursorSet(scored.Schema, 3))
        {
            using (cursor)
            {
                var text = RowText.Of(cursor, Autoencoders.Columns);
                while (cursor.MoveNext())
                {
                    lines.Add(text());
                }
            }
        }

        lines.Should().BeEquivalentTo(Rows.Texts(scored, Autoencoders.Columns));
    }

    private static string[] Mapped(TestView view)
    {
        var mapper = ((ITransformer)Autoencoders.Model).GetRowToRowMapper(view.Schema);
        using var cursor = view.GetRowCursor(view.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var text = RowText.Of(row, Autoencoders.Columns);
        var lines = new List<string>();
        while (cursor.MoveNext())
        {
            lines.Add(text());
        }

        return [.. lines];
    }
}
