namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>An empty folder of its own that is deleted at the end.</summary>
internal sealed class FilePlace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp-engine-tests-");

    public string[] Names => [.. _folder.GetFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal)];

    public string this[params string[] name] => Path.Combine([_folder.FullName, .. name]);

    public void Dispose() => _folder.Delete(recursive: true);
}
