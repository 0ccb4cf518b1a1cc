using System.Text;
using Microsoft.ML;

namespace Ml.Net.Mlp.Report;

/// <summary>Makes a page and writes it, so that at every instant the old or the new one is whole.</summary>
internal static class ReportFile
{
    /// <summary>Makes and writes a page.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="evaluation">What the model is judged by.</param>
    /// <param name="options">What the page shows.</param>
    /// <param name="featureColumn">The feature column, where it is known; null to take it from the options or the model.</param>
    public static void Save(MlpModelParameters model, string path, IDataView evaluation, MlpReportOptions options, string? featureColumn)
    {
        RequireWritable(path);
        options.Check();
        var content = ReportContent.Gather(model, evaluation, options, featureColumn);
        Write(path, ReportPage.Write(content));
    }

    // Seen now, because judging the model may take minutes.
    private static void RequireWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder of '{path}' does not exist; expected a file in a folder that exists.");
        }

        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder; expected a file.");
        }
    }

    private static void Write(string path, string page)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            // Deleting where the file could not be made would throw too, and hide what went wrong.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw;
        }
    }
}
