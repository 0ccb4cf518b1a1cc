namespace Ml.Net.Mlp.Engine;

/// <summary>Writes files so that at every instant the old or the new one is whole, whatever ends the process.</summary>
internal static class FileReplacement
{
    /// <summary>Writes a file beside the target, flushed to the disk, and moves it into place.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="temporary">Where it is written first, in the same folder; an existing file there is overwritten.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, string temporary, Action<Stream> write)
    {
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            // Deleting where the folder is missing would throw too, and hide what went wrong.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw;
        }
    }
}
