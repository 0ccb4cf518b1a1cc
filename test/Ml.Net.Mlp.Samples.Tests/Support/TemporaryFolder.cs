namespace Ml.Net.Mlp.Samples.Tests.Support;

/// <summary>A folder that goes away with the test. It is not made: samples make the one that they are given.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"samples-{Guid.NewGuid():N}");

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
