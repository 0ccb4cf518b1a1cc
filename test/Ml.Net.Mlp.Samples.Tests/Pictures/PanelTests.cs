using System.Globalization;
using System.Xml.Linq;
using Ml.Net.Mlp.Samples.Pictures;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Pictures;

public sealed class PanelTests
{
    [Fact]
    public void A_curve_falls_where_its_values_do()
    {
        var svg = Svg.Of(new CurvesPanel("", "epoch", "loss", [Curve.OfEpochs("training", [3, 2, 1])]));

        var points = Coordinates(svg.All("polyline").Single().Attribute("points")!.Value);
        points.Select(point => point[0]).Should().BeInAscendingOrder();
        points.Select(point => point[1]).Should().BeInAscendingOrder("down is larger in SVG");
    }

    [Fact]
    public void Curves_are_told_apart_by_colour_and_dashes_and_named_in_the_key()
    {
        var svg = Svg.Of(new CurvesPanel("", "epoch", "loss", [Curve.OfEpochs("training", [3, 2]), Curve.OfEpochs("validation", [3, 2], 1, true)]));

        svg.All("polyline").Select(line => line.Attribute("class")!.Value).Should().Equal("l0", "d1");
        svg.Texts.Should().Contain(["training", "validation", "epoch", "loss"]);
    }

    [Fact]
    public void The_vertical_axis_has_all_that_is_asked_for() =>
        Svg.Of(new CurvesPanel("", "epoch", "loss", [Curve.OfEpochs("training", [1, 2])], AlsoShown: [0, 10])).Texts.Should().Contain(["0", "10"]);

    [Fact]
    public void A_long_curve_is_drawn_with_fewer_points_and_keeps_its_peaks()
    {
        var values = Enumerable.Range(0, 20_000).Select(i => i == 12_345 ? 5.0 : 1).ToList();

        var line = Svg.Of(new CurvesPanel("", "epoch", "loss", [Curve.OfEpochs("training", values)])).All("polyline").Single();

        var points = Coordinates(line.Attribute("points")!.Value);
        points.Should().HaveCountLessThan(1000);
        points.Select(point => point[0]).Should().BeInAscendingOrder();
        points.Select(point => point[1]).Distinct().Should().HaveCount(2, "there is the level and the peak");
    }

    [Fact]
    public void Every_point_is_drawn_in_the_colour_of_its_class()
    {
        var points = Enumerable.Range(0, 250).Select(i => ((float)i, (float)(i % 7), i % 3 == 0 ? 1 : 0)).ToList();

        var dots = Svg.Of(new ScatterPanel("", points, ["no", "yes"])).All("path").ToLookup(path => path.Attribute("class")!.Value, path => path.Attribute("d")!.Value.Count(c => c == 'M'));

        dots["dots c0"].Sum().Should().Be(166);
        dots["dots c1"].Sum().Should().Be(84);
        dots["rim"].Sum().Should().Be(250);
    }

    [Fact]
    public void The_map_behind_points_has_the_colour_of_the_class_that_the_model_tells()
    {
        var panel = new ScatterPanel("", [(-1, 0, 0), (1, 0.5f, 1)], ["no", "yes"],
            places => [.. places.Select(place => place.X < 0 ? new[] { 1f, 0 } : [0, 1])]);

        var map = Svg.Of(panel).Images.Single();

        map[0, 0].Should().Be(map[40, 80]).And.NotBe(map[50, 0]);
        map[50, 80].Should().Be(map[89, 0]);
        var (left, right) = (map[0, 0], map[89, 0]);
        left.B.Should().BeGreaterThan(left.R, "class 0 is blue");
        right.R.Should().BeGreaterThan(right.B, "class 1 is orange");
    }

    [Fact]
    public void The_top_of_the_map_is_where_the_second_value_is_large()
    {
        var panel = new ScatterPanel("", [(0, 0, 0), (1, 1, 1)], ["no", "yes"],
            places => [.. places.Select(place => place.Y < 0.5f ? new[] { 1f, 0 } : [0, 1])]);

        var map = Svg.Of(panel).Images.Single();

        map[0, 0].R.Should().BeGreaterThan(map[0, 0].B);
        map[0, 89].B.Should().BeGreaterThan(map[0, 89].R);
    }

    [Fact]
    public void Bars_are_as_long_as_their_values_and_begin_at_0()
    {
        var svg = Svg.Of(new BarsPanel("", "score", [("great", 4), ("fine", 2), ("bad", -2)]));

        var bars = svg.All("rect").Where(bar => bar.Attribute("class")!.Value.StartsWith("dot", StringComparison.Ordinal))
            .Select(bar => (Left: Number(bar, "x"), Width: Number(bar, "width"))).ToList();
        bars.Should().HaveCount(3);
        bars[0].Width.Should().BeApproximately(2 * bars[1].Width, 0.02);
        bars[1].Left.Should().Be(bars[0].Left);
        (bars[2].Left + bars[2].Width).Should().BeApproximately(bars[0].Left, 0.02, "it goes to the left");
        svg.Texts.Should().Contain(["great", "fine", "bad", "score"]);
    }

    [Fact]
    public void Images_are_white_at_0_and_black_at_1()
    {
        var image = Svg.Of(new ImagesPanel("", [[0, 1, 0.5f, -3, 7, 0.2f]], ImageWidth: 3, Columns: 1)).Images.Single();

        (image.Width, image.Height).Should().Be((3, 2));
        image[0, 0].Should().Be(((byte)255, (byte)255, (byte)255));
        image[1, 0].Should().Be(((byte)0, (byte)0, (byte)0));
        image[2, 0].Should().Be(((byte)128, (byte)128, (byte)128));
        image[0, 1].Should().Be(((byte)255, (byte)255, (byte)255), "less than nothing is nothing");
        image[1, 1].Should().Be(((byte)0, (byte)0, (byte)0));
        image[2, 1].Should().Be(((byte)204, (byte)204, (byte)204));
    }

    [Fact]
    public void Signed_images_are_red_above_0_and_blue_below_it_against_their_largest()
    {
        var image = Svg.Of(new ImagesPanel("", [[0, 4, -4, 2]], ImageWidth: 2, Columns: 1, IsSigned: true)).Images.Single();

        image[0, 0].Should().Be(((byte)255, (byte)255, (byte)255));
        image[1, 0].Should().Be(((byte)255, (byte)0, (byte)0));
        image[0, 1].Should().Be(((byte)0, (byte)0, (byte)255));
        image[1, 1].Should().Be(((byte)255, (byte)128, (byte)128));
    }

    [Fact]
    public void An_image_has_its_caption()
    {
        var svg = Svg.Of(new ImagesPanel("", [[0], [1]], 1, 2, Captions: ["first", "second"]));

        svg.Texts.Should().Contain(["first", "second"]);
    }

    [Fact]
    public void A_PNG_has_the_checksums_that_every_writer_gives_it()
    {
        var file = Convert.FromBase64String(
            Svg.Of(new ImagesPanel("", [[1]], 1, 1)).All("image").Single().Attribute("href")!.Value.Split(',')[1]);

        // Of a header of 1 x 1 pixel, and of the end, which has no content.
        Convert.ToHexString(file[29..33]).Should().Be("907753DE");
        Convert.ToHexString(file[^4..]).Should().Be("AE426082");
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static double[][] Coordinates(string points) =>
        [.. points.Split(' ').Select(point => point.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
}
