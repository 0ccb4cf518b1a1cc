using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Idx;

/// <summary>Each way in which an IDX file can be wrong is refused with one message that names file, value and expectation.</summary>
public sealed class IdxRefusalTests : IDisposable
{
    private static readonly byte[] GoodImages = IdxBytes.Images(3, 2, 2, 0, 1, 2, 3, 10, 11, 12, 13, 200, 201, 254, 255);
    private static readonly byte[] GoodLabels = IdxBytes.Labels(7, 0, 255);

    private readonly IdxBytes _files = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _files.Dispose();

    public static TheoryData<string, byte[], string> BadImages => new()
    {
        { "empty", [], "The IDX file '*bad' is truncated: it ends after 0 bytes; expected a header of 16 bytes for images." },
        { "half a magic number", [0, 0, 8], "The IDX file '*bad' is truncated: it ends after 3 bytes; expected a header of 16 bytes*" },
        { "half a header", GoodImages[..13], "The IDX file '*bad' is truncated: it ends after 13 bytes; expected a header of 16 bytes*" },
        { "text", "label,pixel"u8.ToArray(), "The file '*bad' begins with the magic number 0x6c616265 (not an IDX file); expected 0x00000803: IDX images, unsigned bytes in 3 dimensions." },
        { "floats", [.. IdxBytes.Header(0x0D03, 1, 1, 1), 0, 0, 0, 0], "The file '*bad' begins with the magic number 0x00000d03 (IDX data of type 0x0d); expected 0x00000803*" },
        { "labels for images", GoodLabels, "The file '*bad' begins with the magic number 0x00000801 (unsigned bytes in 1 dimensions); expected 0x00000803*" },
        { "no data", GoodImages[..16], "The IDX file '*bad' is truncated: it ends after 0 bytes of data; expected 12, as its header*" },
        { "less data", GoodImages[..^1], "The IDX file '*bad' is truncated: it ends after 11 bytes of data; expected 12, as its header*" },
        { "more data", [.. GoodImages, 0], "The IDX file '*bad' goes on after its data; expected its end after 12 bytes of data, as its header*" },
        { "no columns", IdxBytes.Images(3, 2, 0), "The IDX file '*bad' gives dimension 3 the size 0; expected 1 to 2147483647." },
        { "negative count", IdxBytes.Images(-3, 2, 2), "The IDX file '*bad' gives dimension 1 the size -3; expected 0 to 2147483647." },
        { "too large", IdxBytes.Images(int.MaxValue, int.MaxValue, int.MaxValue), "The IDX file '*bad' says that it has 2147483647 items of 4611686014132420609 bytes; expected at most*" },
        { "large and empty", IdxBytes.Images(2000, 1000, 1000), "The IDX file '*bad' is truncated: it ends after 0 bytes of data; expected 2000000000*" },
    };

    [Theory]
    [MemberData(nameof(BadImages))]
    public void A_bad_file_of_images_is_refused_plain_and_compressed(string what, byte[] bytes, string message)
    {
        var plain = _files.Write("bad", bytes);
        _context.Invoking(context => context.Data.LoadFromIdx(plain)).Should().Throw<FormatException>(what).WithMessage(message);

        var compressed = _files.Write("compressed-bad", IdxBytes.Compress(bytes));
        _context.Invoking(context => context.Data.LoadFromIdx(compressed)).Should().Throw<FormatException>(what).WithMessage(message);
    }

    [Fact]
    public void Images_for_labels_are_refused()
    {
        var images = _files.Write("images", GoodImages);

        _context.Invoking(context => context.Data.LoadFromIdx(images, images)).Should().Throw<FormatException>().WithMessage(
            "The file '*images' begins with the magic number 0x00000803 (unsigned bytes in 3 dimensions); expected 0x00000801: IDX labels, unsigned bytes in 1 dimension.");
    }

    [Fact]
    public void Different_numbers_of_images_and_labels_are_refused()
    {
        var images = _files.Write("images", GoodImages);
        var labels = _files.Write("labels", IdxBytes.Labels(7, 0));

        _context.Invoking(context => context.Data.LoadFromIdx(images, labels)).Should().Throw<FormatException>().WithMessage(
            "*'*images' has 3 images, '*labels' has 2 labels; expected as many*");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var images = _files.Write("images", GoodImages);

        _context.Invoking(context => context.Data.LoadFromIdx(images + "2")).Should().Throw<FileNotFoundException>()
            .WithMessage("There is no file '*images2'; expected an IDX file of images, plain or gzip.");
        _context.Invoking(context => context.Data.LoadFromIdx(images, "nowhere/labels.gz")).Should().Throw<FileNotFoundException>()
            .WithMessage("There is no file 'nowhere/labels.gz'; expected an IDX file of labels, plain or gzip.");
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_divisor_that_is_no_positive_number_is_refused(float divisor)
    {
        var images = _files.Write("images", GoodImages);

        _context.Invoking(context => context.Data.LoadFromIdx(images, divisor)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("divisor is *; expected a finite number above 0*");
    }

    [Fact]
    public void Every_truncation_of_a_compressed_file_is_refused()
    {
        var whole = IdxBytes.Compress(GoodImages);
        for (var length = 0; length < whole.Length; length++)
        {
            var path = _files.Write("short", whole[..length]);
            _context.Invoking(context => context.Data.LoadFromIdx(path)).Should().Throw<FormatException>($"only {length} of {whole.Length} bytes are there")
                .WithMessage("*'*short'*");
        }
    }

    [Fact]
    public void No_damaged_byte_of_a_compressed_file_changes_the_data_unseen()
    {
        var whole = IdxBytes.Compress(GoodImages);
        for (var index = 0; index < whole.Length; index++)
        {
            var damaged = whole.ToArray();
            damaged[index] ^= 0x55;
            var path = _files.Write("damaged", damaged);
            try
            {
                var pixels = _context.Data.LoadFromIdx(path).GetColumn<float[]>("Features").SelectMany(row => row);
                pixels.Should().Equal(GoodImages.Skip(16).Select(pixel => (float)pixel), $"byte {index} was accepted");
            }
            catch (FormatException error)
            {
                error.Message.Should().Contain("damaged'");
            }
        }
    }
}
