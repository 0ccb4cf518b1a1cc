using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples;

/// <summary>The folder that a sample writes its pictures to. It is made at once, so that a wrong one is found before the training.</summary>
internal sealed class PictureFolder
{
    private readonly string _folder;

    public PictureFolder(string folder) => _folder = Directory.CreateDirectory(folder).FullName;

    /// <summary>Writes a picture, and prints its file's name. The parameters are those of <see cref="Picture.Save"/>.</summary>
    public void Save(
        string file, string title, string description, int columns, double panelWidth, double panelHeight, params IReadOnlyList<Panel> panels)
    {
        var path = Path.Combine(_folder, file);
        Picture.Save(path, title, description, columns, panelWidth, panelHeight, panels);
        Print.Line($"picture {path}");
    }
}
