using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Memory for the numeric code.</summary>
public sealed unsafe class AlignedBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_colour_starts_on_a_cache_line_at_its_own_place_of_a_page(int color)
    {
        foreach (var length in new[] { 0, 1, 17, 5000 })
        {
            var buffer = new AlignedBuffer(length, color);

            ((nuint)buffer.Pointer % 4096).Should().Be((nuint)(color * 17 * 64));
            ((nuint)buffer.Pointer % 64).Should().Be(0);
            buffer.Length.Should().Be(length);
            buffer.Span.Length.Should().Be(length);
        }
    }

    [Fact]
    public void It_is_zero_at_first_and_the_span_is_the_memory_at_the_pointer()
    {
        var buffer = new AlignedBuffer(1000, color: 3);
        buffer.Span.ContainsAnyExcept(0f).Should().BeFalse();

        buffer.Pointer[0] = 1;
        buffer.Pointer[999] = 2;

        buffer.Span[0].Should().Be(1);
        buffer.Span[999].Should().Be(2);
    }

    [Fact]
    public void A_garbage_collection_does_not_move_it()
    {
        var buffer = new AlignedBuffer(100);
        var pointer = buffer.Pointer;
        buffer.Span[7] = 7;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

        pointer[7].Should().Be(7);
        pointer[7] = 8;
        buffer.Span[7].Should().Be(8);
    }

    [Fact]
    public void A_length_that_fits_no_array_is_refused()
    {
        var negative = () => new AlignedBuffer(-1);
        var tooLong = () => new AlignedBuffer(AlignedBuffer.MaxLength + 1L);

        negative.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("length");
        tooLong.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("length");
    }
}
