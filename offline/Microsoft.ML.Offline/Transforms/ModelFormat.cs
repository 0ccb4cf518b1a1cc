namespace Microsoft.ML.Transforms;

/// <summary>
/// The headers of the transforms' model entries. The signatures differ from ML.NET's, because the formats do: a model saved here is read here.
/// </summary>
internal static class ModelFormat
{
    public static VersionInfo Version(string modelSignature, string loaderSignature)
        => new VersionInfo(modelSignature, 0x00010001, 0x00010001, 0x00010001, typeof(ModelFormat).Assembly.FullName, loaderSignature);
}
