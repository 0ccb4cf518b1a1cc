using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Idx;

/// <summary>What the data view of an IDX file hands out, on three pictures of 2 x 2 pixels.</summary>
public sealed class IdxDataViewTests : IDisposable
{
    private static readonly byte[] Pixels = [0, 1, 2, 3, 10, 11, 12, 13, 200, 201, 254, 255];

    private readonly IdxBytes _files = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly string _images;
    private readonly string _labels;

    public IdxDataViewTests()
    {
        _images = _files.Write("images", IdxBytes.Images(3, 2, 2, Pixels));
        _labels = _files.Write("labels", IdxBytes.Labels(7, 0, 255));
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Columns_are_the_label_and_a_vector_of_known_size()
    {
        var view = _context.Data.LoadFromIdx(_images, _labels);

        view.Schema.Select(column => column.Name).Should().Equal("Label", "Features");
        view.Schema["Label"].Type.Should().Be(NumberDataViewType.Single);
        view.Schema["Features"].Type.Should().Be(new VectorDataViewType(NumberDataViewType.Single, 4));
        view.GetRowCount().Should().Be(3);
        view.CanShuffle.Should().BeTrue();
    }

    [Fact]
    public void Values_are_the_bytes()
    {
        var view = _context.Data.LoadFromIdx(_images, _labels);

        view.GetColumn<float>("Label").Should().Equal(7, 0, 255);
        view.GetColumn<float[]>("Features").SelectMany(row => row).Should().Equal(Pixels.Select(pixel => (float)pixel));
    }

    [Fact]
    public void Pixels_are_divided_not_multiplied()
    {
        var all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        var images = _files.Write("all", IdxBytes.Images(1, 16, 16, all));

        var features = _context.Data.LoadFromIdx(images, divisor: 255).GetColumn<float[]>("Features").Single();

        features.Should().Equal(all.Select(value => value / 255f));
        features.Where((value, index) => value != index * (1 / 255f)).Should().HaveCount(126, "a product would round otherwise");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(127)]
    [InlineData(263)]
    public void Pictures_of_any_size_have_all_their_pixels(int size)
    {
        var pixels = Enumerable.Range(0, 3 * size).Select(pixel => (byte)(pixel * 7)).ToArray();
        var images = _files.Write("odd", IdxBytes.Images(3, 1, size, pixels));

        var features = _context.Data.LoadFromIdx(images, divisor: 3).GetColumn<float[]>("Features").ToArray();

        features.Should().HaveCount(3).And.OnlyContain(row => row.Length == size);
        features.SelectMany(row => row).Should().Equal(pixels.Select(pixel => pixel / 3f));
    }

    [Fact]
    public void Without_labels_there_is_no_label_column()
    {
        var view = _context.Data.LoadFromIdx(_images);

        view.Schema.Select(column => column.Name).Should().Equal("Features");
        view.GetColumn<float[]>("Features").Last().Should().Equal(200, 201, 254, 255);
    }

    [Fact]
    public void Gzip_is_seen_from_the_bytes_and_not_from_the_name()
    {
        var compressed = _files.Write("compressed.bin", IdxBytes.Compress(File.ReadAllBytes(_images)));
        var plain = _files.Write("plain.gz", File.ReadAllBytes(_labels));

        var view = _context.Data.LoadFromIdx(compressed, plain);

        view.GetColumn<float>("Label").Should().Equal(7, 0, 255);
        view.GetColumn<float[]>("Features").First().Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public void A_file_of_no_pictures_has_no_rows()
    {
        var images = _files.Write("none", IdxBytes.Images(0, 28, 28));
        var view = _context.Data.LoadFromIdx(images, _files.Write("no-labels", IdxBytes.Labels()));

        view.GetRowCount().Should().Be(0);
        view.GetColumn<float>("Label").Should().BeEmpty();
        view.Schema["Features"].Type.Should().Be(new VectorDataViewType(NumberDataViewType.Single, 784));
    }

    [Fact]
    public void Shuffling_follows_the_given_random_and_keeps_rows_together()
    {
        var count = 200;
        var bytes = Enumerable.Range(0, count).Select(value => (byte)value).ToArray();
        var view = _context.Data.LoadFromIdx(
            _files.Write("many", IdxBytes.Images(count, 1, 1, bytes)), _files.Write("many-labels", IdxBytes.Labels(bytes)));

        var once = Walk(view, new Random(3));

        once.Select(row => row.Label).Should().BeEquivalentTo(bytes.Select(value => (float)value)).And.NotBeInAscendingOrder();
        once.Should().OnlyContain(row => row.Label == row.Pixel && row.Id.Low == (ulong)row.Label && row.Id.High == 0);
        Walk(view, new Random(3)).Should().Equal(once);
        Walk(view, new Random(4)).Should().NotEqual(once);
        Walk(view, null).Select(row => row.Label).Should().BeInAscendingOrder();
    }

    [Fact]
    public void Position_counts_from_zero_and_is_minus_one_before_and_after()
    {
        var view = _context.Data.LoadFromIdx(_images, _labels);
        using var cursor = view.GetRowCursor(view.Schema, new Random(1));
        var label = cursor.GetGetter<float>(view.Schema["Label"]);
        var value = 0f;

        cursor.Position.Should().Be(-1);
        FluentActions.Invoking(() => label(ref value)).Should().Throw<InvalidOperationException>().WithMessage("*MoveNext*");
        for (var row = 0; row < 3; row++)
        {
            cursor.MoveNext().Should().BeTrue();
            cursor.Position.Should().Be(row);
        }

        cursor.MoveNext().Should().BeFalse();
        cursor.MoveNext().Should().BeFalse();
        cursor.Position.Should().Be(-1);
    }

    [Fact]
    public void Only_the_columns_asked_for_are_active()
    {
        var view = _context.Data.LoadFromIdx(_images, _labels);
        using var cursor = view.GetRowCursor([view.Schema["Label"]]);

        cursor.IsColumnActive(view.Schema["Label"]).Should().BeTrue();
        cursor.IsColumnActive(view.Schema["Features"]).Should().BeFalse();
        cursor.Invoking(c => c.GetGetter<VBuffer<float>>(view.Schema["Features"]))
            .Should().Throw<InvalidOperationException>().WithMessage("*'Features'*");
        cursor.Invoking(c => c.GetGetter<double>(view.Schema["Label"]))
            .Should().Throw<InvalidOperationException>().WithMessage("*'Label'*Double*Single*");
    }

    [Fact]
    public void A_column_of_another_view_is_refused()
    {
        var view = _context.Data.LoadFromIdx(_images);
        var other = _context.Data.LoadFromIdx(_images, _labels);

        view.Invoking(v => v.GetRowCursor([other.Schema["Label"]])).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*'Label'*");
    }

    [Fact]
    public void A_cursor_set_holds_every_row_once()
    {
        var view = _context.Data.LoadFromIdx(_images, _labels);
        var labels = new List<float>();
        foreach (var cursor in view.GetRowCursorSet(view.Schema, 4))
        {
            using (cursor)
            {
                var getter = cursor.GetGetter<float>(view.Schema["Label"]);
                while (cursor.MoveNext())
                {
                    var label = 0f;
                    getter(ref label);
                    labels.Add(label);
                }
            }
        }

        labels.Should().BeEquivalentTo([7f, 0f, 255f]);
    }

    [Fact]
    public void A_vector_that_is_large_enough_is_filled_without_allocation()
    {
        var view = _context.Data.LoadFromIdx(_images, _labels);
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        var features = default(VBuffer<float>);
        cursor.MoveNext();
        getter(ref features);
        cursor.MoveNext();

        var before = GC.GetAllocatedBytesForCurrentThread();
        getter(ref features);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.Should().Be(0);
        features.IsDense.Should().BeTrue();
        features.GetValues().ToArray().Should().Equal(10, 11, 12, 13);
    }

    private static List<(float Label, float Pixel, DataViewRowId Id)> Walk(IDataView view, Random? random)
    {
        var rows = new List<(float, float, DataViewRowId)>();
        using var cursor = view.GetRowCursor(view.Schema, random);
        var label = cursor.GetGetter<float>(view.Schema["Label"]);
        var features = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        var id = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            var (labelValue, featuresValue, idValue) = (0f, default(VBuffer<float>), default(DataViewRowId));
            label(ref labelValue);
            features(ref featuresValue);
            id(ref idValue);
            rows.Add((labelValue, featuresValue.GetItemOrDefault(0), idValue));
        }

        return rows;
    }
}
