using System.Numerics;
using Ml.Net.Mlp.Samples.Draw;

namespace Ml.Net.Mlp.Samples.Tests.Draw;

/// <summary>Drawings become images as MNIST's are: a box of 20 × 20, the centre of mass in the middle of 28 × 28.</summary>
public sealed class DigitImageTests
{
    public static TheoryData<int, int> Drawings()
    {
        var data = new TheoryData<int, int>();
        for (var hand = 0; hand < Hand.All.Count; hand++)
        {
            for (var digit = 0; digit < 10; digit++)
            {
                data.Add(hand, digit);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void The_centre_of_mass_is_within_half_a_pixel_of_the_middle_and_the_ink_fits_the_box(int hand, int digit)
    {
        var image = new Picture(DigitImage.Of(Hand.All[hand].Draw(digit)));

        image.Center.X.Should().BeInRange(13.5f, 14.5f);
        image.Center.Y.Should().BeInRange(13.5f, 14.5f);
        Math.Max(image.Width, image.Height).Should().Be(20);
        image.Ink.Should().BeInRange(35, 200, "nine of ten of MNIST's digits have an ink of 42 to 178 pixels");
    }

    [Fact]
    public void Size_and_place_of_a_drawing_do_not_matter()
    {
        Vector2[][] seven = [[new(0.1f, 0.1f), new(0.5f, 0.1f), new(0.3f, 0.7f)]];
        var moved = Array.ConvertAll(seven, stroke => Array.ConvertAll(stroke, point => (point / 4) + new Vector2(0.625f, 0.5f)));

        var difference = DigitImage.Of(seven).Zip(DigitImage.Of(moved), (one, other) => Math.Abs(one - other));

        difference.Max().Should().BeLessThan(10, "only rounding may differ");
    }

    [Fact]
    public void An_upright_line_is_20_pixels_high_and_as_wide_as_the_pen_of_MNIST()
    {
        var image = new Picture(DigitImage.Of([[new(0.3f, 0.2f), new(0.3f, 0.9f)]]));

        image.Height.Should().Be(20);
        image.Width.Should().BeInRange(3, 4);
        image.Row(14).Should().BeApproximately(2.8f, 0.15f);
    }

    [Fact]
    public void A_very_wide_line_fits_the_box_too()
    {
        var image = new Picture(DigitImage.Of([[new(0, 0.5f), new(1, 0.5f)]]));

        image.Width.Should().Be(20);
        image.Height.Should().BeInRange(3, 4);
        image.Center.Y.Should().BeInRange(13.5f, 14.5f);
    }

    [Fact]
    public void Lines_are_grey_at_their_edges() =>
        DigitImage.Of([[new(0.2f, 0.2f), new(0.7f, 0.9f)]]).Count(pixel => pixel is > 20 and < 235).Should().BeGreaterThan(20);

    [Fact]
    public void A_dot_stays_a_dot()
    {
        var image = new Picture(DigitImage.Of([[new(0.9f, 0.1f)]]));

        image.Width.Should().BeInRange(3, 4);
        image.Height.Should().BeInRange(3, 4);
        image.Center.X.Should().BeInRange(13.5f, 14.5f);
        image.Center.Y.Should().BeInRange(13.5f, 14.5f);
    }

    [Fact]
    public void A_shape_heavy_on_one_side_loses_nothing()
    {
        // A long thin line with a blot at its end: the centre of mass would push the line out of the image.
        var blot = Enumerable.Range(0, 40).Select(i => new Vector2(0.1f + (0.12f * (i % 2)), 0.3f + (0.01f * i))).ToArray();
        Vector2[][] strokes = [blot, [new(0.1f, 0.5f), new(1, 0.5f)]];

        new Picture(DigitImage.Of(strokes)).Width.Should().Be(20);
    }

    [Fact]
    public void No_strokes_are_an_empty_image()
    {
        DigitImage.Of([]).Should().HaveCount(784).And.OnlyContain(pixel => pixel == 0);
        DigitImage.Of([[]]).Should().OnlyContain(pixel => pixel == 0);
    }

    private sealed record Picture(byte[] Pixels)
    {
        private IEnumerable<(int X, int Y, byte Value)> Inked => Pixels.Index().Where(pixel => pixel.Item > 0).Select(pixel => (pixel.Index % 28, pixel.Index / 28, pixel.Item));

        public int Width => Inked.Max(pixel => pixel.X) - Inked.Min(pixel => pixel.X) + 1;

        public int Height => Inked.Max(pixel => pixel.Y) - Inked.Min(pixel => pixel.Y) + 1;

        public float Ink => Inked.Sum(pixel => pixel.Value) / 255f;

        public Vector2 Center => new Vector2(Inked.Sum(pixel => pixel.Value * pixel.X), Inked.Sum(pixel => pixel.Value * pixel.Y)) / Inked.Sum(pixel => pixel.Value);

        public float Row(int y) => Inked.Where(pixel => pixel.Y == y).Sum(pixel => pixel.Value) / 255f;
    }
}
