using Ml.Net.Mlp.Samples.Pictures;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Pictures;

public sealed class PictureTests : IDisposable
{
    private const string Awkward = "a < b & \"c\" > 'd' ü x₁";

    private readonly TemporaryFolder _folder = new();

    public PictureTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_from_outside_is_shown_as_it_is()
    {
        var panel = new CurvesPanel(Awkward, Awkward, Awkward, [Curve.OfEpochs(Awkward, [1, 2]), Curve.OfEpochs("other", [1, 2])]);

        Picture.Save(_folder["picture.svg"], Awkward, Awkward, 1, 300, 200, panel);

        var svg = Svg.Load(_folder["picture.svg"]);
        svg.Only("title").Value.Should().Be(Awkward);
        svg.Only("desc").Value.Should().Be(Awkward);
        svg.Texts.Count(text => text == Awkward).Should().Be(5, "title, title of the panel, both axes, and the curve's name");
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_and_none_is_left_beside_it()
    {
        File.WriteAllText(_folder["picture.svg"], "what was there before");

        Picture.Save(_folder["picture.svg"], "title", "description", 1, 300, 200, Points());

        Svg.Load(_folder["picture.svg"]).Only("title").Value.Should().Be("title");
        Directory.GetFiles(_folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Panels_stand_in_rows_and_the_picture_is_as_large_as_they_need()
    {
        var svg = Svg.Of(Points(), Points(), Points());

        var size = svg.Root.Attribute("viewBox")!.Value.Split(' ').Select(double.Parse).ToArray();
        size[2].Should().BeGreaterThan(2 * 300).And.BeLessThan(3 * 300);
        size[3].Should().BeGreaterThan(2 * 200).And.BeLessThan(3 * 200);
        svg.Texts.Count(text => text == "points").Should().Be(3);
    }

    [Fact]
    public void It_has_colours_for_the_dark_scheme() =>
        Svg.Of(Points()).Only("style").Value.Should().Contain("prefers-color-scheme:dark");

    private static ScatterPanel Points() => new("points", [(0, 0, 0), (1, 1, 1)], ["no", "yes"]);
}
