namespace Ml.Net.Mlp.Engine.Tests;

public sealed class ImageDeformationTests
{
    private const float Background = -1;

    /// <summary>Five by four, every pixel different.</summary>
    private static readonly float[] Image = [.. Enumerable.Range(1, 20).Select(i => i * 0.37f)];

    [Fact]
    public void What_is_not_set_changes_no_bit()
    {
        var image = Bits.RandomValues(20, 4);

        Bits.ShouldBeSame(new ImageDeformation(5, 4) { Background = Background }.Preview(image), image, "nothing set");
        Bits.ShouldBeSame(Warp(image, 5, 4, AffineMap.Of(0, 0, 1, 1)), image, "the map that moves nothing");
    }

    [Fact]
    public void A_quarter_turn_is_exact()
    {
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        Warp(image, 3, 3, AffineMap.Of(90, 0, 1, 1)).Should().Equal([3, 6, 9, 2, 5, 8, 1, 4, 7], "it is counter-clockwise");
        Warp(image, 3, 3, AffineMap.Of(-90, 0, 1, 1)).Should().Equal([7, 4, 1, 8, 5, 2, 9, 6, 3]);
        Warp(image, 3, 3, AffineMap.Of(180, 0, 1, 1)).Should().Equal([9, 8, 7, 6, 5, 4, 3, 2, 1]);
        Warp([1, 2, 3, 4], 2, 2, AffineMap.Of(90, 0, 1, 1)).Should().Equal([2, 4, 1, 3], "the middle may lie between pixels");
    }

    [Fact]
    public void A_translation_moves_to_the_right_and_down_and_leaves_background()
    {
        float[] image = [1, 2, 3, 4, 5, 6];

        Warp(image, 3, 2, Shift(1, 0)).Should().Equal([Background, 1, 2, Background, 4, 5]);
        Warp(image, 3, 2, Shift(0, 1)).Should().Equal([Background, Background, Background, 1, 2, 3]);
        Warp(image, 3, 2, Shift(-2, 0)).Should().Equal([3, Background, Background, 6, Background, Background]);
        Warp(image, 3, 2, Shift(0.5f, 0)).Should().Equal([0, 1.5f, 2.5f, 1.5f, 4.5f, 5.5f], "edges fade into the background");
        Warp(image, 3, 2, Shift(100, -1e6f)).Should().OnlyContain(x => x == Background);
    }

    [Fact]
    public void A_scale_of_2_doubles_what_is_in_the_middle()
    {
        float[] image = [0, 0, 0, 0, 0, 0, 4, 0, 0, 0];

        Warp(image, 5, 2, AffineMap.Of(0, 0, 2, 1)).Should().Equal([0, 0, 0, 0, 0, 4, 2, 0, 0, 0], "what was 1 from the middle is 2 from it");
    }

    [Fact]
    public void A_shear_of_45_degrees_moves_each_line_by_its_height()
    {
        float[] upright = [0, 1, 0, 0, 1, 0, 0, 1, 0];

        Rounded(Warp(upright, 3, 3, AffineMap.Of(0, 45, 1, 1), background: 0)).Should().Equal([0, 0, 1, 0, 1, 0, 1, 0, 0]);
    }

    [Theory]
    [InlineData(31, 0, 1, 1, 0, 0, 0)]
    [InlineData(-12, 14, 1.15, 0.85, 1.5, -0.25, 0)]
    [InlineData(180, -30, 0.5, 1.3, -2, 3, 0)]
    [InlineData(7, 9, 1.1, 0.9, 0.3, -0.7, 5)]
    public void The_composed_map_is_that_of_its_formula(
        double rotation, double shear, double scaleX, double scaleY, float right, float down, float alpha)
    {
        const int Width = 13, Height = 11;
        var image = Bits.RandomValues(Width * Height, 8);
        var warp = new ImageWarp(Width, Height, Background, alpha > 0 ? 2 : 0);
        warp.Field?.Draw(Numerics.SimdSupport.Best, 77);
        var actual = image.ToArray();
        warp.Run(actual, AffineMap.Of(rotation, shear, scaleX, scaleY) with { Translation = (right, down) }, alpha);

        var expected = new float[image.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (fromX, fromY) = Origin(x - ((Width - 1) / 2.0) - right, y - ((Height - 1) / 2.0) - down, rotation, shear, scaleX, scaleY);
                expected[(y * Width) + x] = (float)Interpolate(image, Width, Height,
                    fromX + ((Width - 1) / 2.0) + Displacement(warp, alpha, x, y, 0), fromY + ((Height - 1) / 2.0) + Displacement(warp, alpha, x, y, 1));
            }
        }

        actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(2e-5f);
    }

    [Fact]
    public void Angles_scales_and_shifts_are_uniform_up_to_their_bounds()
    {
        // A wide image of x or y coordinates tells where its middle pixels come from.
        const int Size = 9, Middle = 40;
        float[] across = [.. Enumerable.Range(0, Size * Size).Select(i => (float)((i % Size) - (Size / 2)))];
        float[] Values(ImageDeformation deformation, int pixel, int label = -1) =>
            [.. Enumerable.Range(0, 4000).Select(seed => deformation.Preview(across, label, seed)[pixel])];

        var shifts = Values(new(Size, Size) { TranslationPixels = 2 }, Middle);
        shifts.Should().OnlyContain(x => Math.Abs(x) <= 2.00001f);
        shifts.Average(x => x * x).Should().BeApproximately(4 / 3f, 0.06f);

        // One pixel to the right of the middle comes from 1 / factor.
        var factors = Values(new(Size, Size) { ScalePercent = 20 }, Middle + 1).Select(x => 1 / x).ToArray();
        factors.Should().OnlyContain(x => x >= 0.7999f && x <= 1.2001f);
        factors.Average(x => (x - 1) * (x - 1)).Should().BeApproximately(0.04f / 3, 0.0007f);

        // One to the right is at cos and sin of the angle; one above it, of a sheared image, at minus its tangent.
        var sines = Values(new(Size, Size) { RotationDegrees = 30 }, Middle - Size);
        sines.Should().OnlyContain(x => Math.Abs(x) <= 0.50001f);
        Degrees(sines, MathF.Asin).Average(x => x * x).Should().BeApproximately(300, 14);
        var leans = Values(new(Size, Size) { ShearDegrees = 30 }, Middle - Size);
        Degrees(leans, MathF.Atan).Average(x => x * x).Should().BeApproximately(300, 14);
    }

    [Fact]
    public void Some_classes_may_be_turned_less_and_none_more()
    {
        var deformation = new ImageDeformation(9, 9)
        {
            RotationDegrees = 15, ShearDegrees = 15, RotatesOrShears = true, DegreesByClass = new Dictionary<int, float> { [1] = 7.5f, [2] = 90 },
        };
        var across = Enumerable.Range(0, 81).Select(i => (float)((i % 9) - 4)).ToArray();
        float Largest(int label) => Enumerable.Range(0, 2000).Max(seed => MathF.Abs(deformation.Preview(across, label, seed)[40 - 9]));

        Largest(1).Should().BeInRange(0.99f * MathF.Tan(7.5f * MathF.PI / 180), 1.0001f * MathF.Tan(7.5f * MathF.PI / 180));
        Largest(0).Should().BeInRange(0.99f * MathF.Tan(15 * MathF.PI / 180), 1.0001f * MathF.Tan(15 * MathF.PI / 180));
        Largest(2).Should().Be(Largest(0)).And.Be(Largest(-1));
    }

    [Fact]
    public void Either_rotation_or_shear_leaves_the_lines_of_half_the_images_level()
    {
        var deformation = new ImageDeformation(9, 9) { RotationDegrees = 15, ShearDegrees = 15, RotatesOrShears = true };
        var down = Enumerable.Range(0, 81).Select(i => (float)((i / 9) - 4)).ToArray();

        // A shear is horizontal: a pixel beside the middle stays on its line.
        Enumerable.Range(0, 1000).Count(seed => MathF.Abs(deformation.Preview(down, seed: seed)[41]) < 1e-6f).Should().BeInRange(440, 560);
    }

    [Fact]
    public void A_seed_gives_the_same_image_and_another_seed_another()
    {
        var deformation = new ImageDeformation(5, 4) { ElasticAlpha = 30, RotationDegrees = 10 };

        deformation.Preview(Image, seed: 1).Should().Equal(new ImageDeformation(5, 4) { ElasticAlpha = 30, RotationDegrees = 10 }.Preview(Image, seed: 1));
        deformation.Preview(Image, seed: 2).Should().NotEqual(deformation.Preview(Image, seed: 1));
    }

    [Fact]
    public void What_is_added_does_not_change_the_other_draws()
    {
        float[] flat = [.. Enumerable.Repeat(0f, 80), 1];
        var turned = new ImageDeformation(9, 9) { RotationDegrees = 40 }.Preview(flat, seed: 6);

        new ImageDeformation(9, 9) { RotationDegrees = 40, TranslationPixels = 1e-6f, ScalePercent = 1e-6f, ElasticAlpha = 1e-6f }
            .Preview(flat, seed: 6).Zip(turned, (x, y) => Math.Abs(x - y)).Max().Should().BeLessThan(1e-4f);
    }

    private static float[] Warp(float[] image, int width, int height, AffineMap map, float background = Background)
    {
        var copy = image.ToArray();
        new ImageWarp(width, height, background, elasticSigma: 0).Run(copy, map, alpha: 0);
        return copy;
    }

    private static AffineMap Shift(float right, float down) => AffineMap.Of(0, 0, 1, 1) with { Translation = (right, down) };

    private static float[] Rounded(float[] values) => [.. values.Select(x => MathF.Round(x, 5))];

    private static IEnumerable<float> Degrees(float[] values, Func<float, float> angle) => values.Select(x => angle(x) * 180 / MathF.PI);

    /// <summary>Takes back rotation, shear and scale, one after the other, with the y axis upwards.</summary>
    private static (double X, double Y) Origin(double x, double y, double rotation, double shear, double scaleX, double scaleY)
    {
        var angle = rotation * Math.PI / 180;
        var (up, right) = (-y, x);
        (right, up) = ((right * Math.Cos(angle)) + (up * Math.Sin(angle)), (up * Math.Cos(angle)) - (right * Math.Sin(angle)));
        right -= Math.Tan(shear * Math.PI / 180) * up;
        return (right / scaleX, -up / scaleY);
    }

    private static unsafe double Displacement(ImageWarp warp, float alpha, int x, int y, int axis) =>
        warp.Field == null ? 0 : alpha * warp.Field.Row(y)[(2 * x) + axis];

    private static double Interpolate(float[] image, int width, int height, double x, double y)
    {
        var sum = 0.0;
        for (var column = (int)Math.Floor(x); column <= Math.Floor(x) + 1; column++)
        {
            for (var row = (int)Math.Floor(y); row <= Math.Floor(y) + 1; row++)
            {
                var value = column >= 0 && column < width && row >= 0 && row < height ? image[(row * width) + column] : Background;
                sum += value * (1 - Math.Abs(x - column)) * (1 - Math.Abs(y - row));
            }
        }

        return sum;
    }
}
