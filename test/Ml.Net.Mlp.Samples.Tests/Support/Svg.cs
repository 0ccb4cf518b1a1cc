using System.Xml.Linq;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Tests.Support;

/// <summary>A picture that was written, as the XML that it is.</summary>
internal sealed class Svg
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    private Svg(XElement root) => Root = root;

    public XElement Root { get; }

    public IEnumerable<string> Texts => All("text").Select(text => text.Value);

    public IEnumerable<PngPixels> Images => All("image").Select(image => PngPixels.OfDataUri(image.Attribute("href")!.Value));

    /// <summary>Reads a file; one that is no XML is an error.</summary>
    public static Svg Load(string path)
    {
        var root = XDocument.Load(path).Root!;
        root.Name.Should().Be(Space + "svg");
        return new Svg(root);
    }

    /// <summary>Draws panels into a picture and reads it.</summary>
    public static Svg Of(params Panel[] panels)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        Picture.Save(folder["picture.svg"], "title", "description", columns: 2, 300, 200, panels);
        return Load(folder["picture.svg"]);
    }

    public IEnumerable<XElement> All(string name) => Root.Descendants(Space + name);

    public XElement Only(string name) => Root.Elements(Space + name).Single();
}
