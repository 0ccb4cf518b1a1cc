namespace Ml.Net.Mlp.Tests.Support;

/// <summary>A file name in a folder of its own, deleted with all that lies in it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp");

    public TemporaryFile(string name) => Path = System.IO.Path.Combine(_folder.FullName, name);

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
