using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>
/// Begins the entry of a transformer in an ML.NET model file: signature, versions, and the assembly and class that can load
/// it, which is what makes <c>mlContext.Model.Load</c> find us without being told.
/// </summary>
internal static class ModelEntry
{
    /// <summary>Grows with every change of the format.</summary>
    private const uint CurrentVersion = 0x00010001;

    /// <summary>The oldest version of the format that this library reads.</summary>
    private const uint OldestReadableVersion = 0x00010001;

    /// <summary>The oldest version of this library's format that reads what it writes now.</summary>
    private const uint ReadableBy = 0x00010001;

    /// <summary>Begins to write; the content follows.</summary>
    /// <param name="context">The entry.</param>
    /// <param name="signature">Names the format; 8 characters.</param>
    /// <param name="loader">The name under which the class that loads it is known to ML.NET; at most 24 characters.</param>
    public static BinaryWriter Begin(ModelSaveContext context, string signature, string loader)
    {
        context.CheckAtModel();
        context.SetVersionInfo(Version(signature, loader));
        return context.Writer;
    }

    /// <summary>Begins to read; the content follows.</summary>
    public static BinaryReader Begin(ModelLoadContext context, string signature, string loader)
    {
        MlNetInternals.RequireAll();
        context.CheckAtModel(Version(signature, loader));
        return context.Reader;
    }

    // The simple name: with the full one, a model that a later version of the package wrote could not be bound.
    private static VersionInfo Version(string signature, string loader) => new(
        signature, CurrentVersion, ReadableBy, OldestReadableVersion, typeof(ModelEntry).Assembly.GetName().Name!, loader);
}
