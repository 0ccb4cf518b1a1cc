using Microsoft.ML.Data;
using Ml.Net.Mlp.Data;

namespace Microsoft.ML;

/// <summary>Loads IDX files, the format of MNIST and of the data sets made in its likeness.</summary>
public static class IdxCatalog
{
    /// <summary>
    /// Loads pictures and their labels from two IDX files, each plain or compressed with gzip.
    /// </summary>
    /// <remarks>
    /// <para>The data view has the columns</para>
    /// <list type="table">
    /// <item><term>Label</term><description><see cref="NumberDataViewType.Single"/>: the label's value, 0 to 255.</description></item>
    /// <item><term>Features</term><description>
    /// Vector of <see cref="NumberDataViewType.Single"/>, rows x columns long: the picture row by row, top left first, each
    /// byte divided by <paramref name="divisor"/>.
    /// </description></item>
    /// </list>
    /// <para>
    /// Both files are read and checked here, and their bytes stay in memory: one byte a pixel. The rows can be shuffled.
    /// Whether a file is compressed is seen from its first two bytes; its name does not matter.
    /// </para>
    /// </remarks>
    /// <param name="catalog">The data catalog of the context.</param>
    /// <param name="imagesPath">The pictures: unsigned bytes in three dimensions (magic number 2051).</param>
    /// <param name="labelsPath">The labels: unsigned bytes in one dimension (magic number 2049), as many as there are pictures.</param>
    /// <param name="divisor">
    /// What each byte is divided by: 255 brings the pixels into 0 to 1. It is a division, as most programs write it, because
    /// the product with the rounded 1/255 would differ in the last bit for half of the 256 values.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">
    /// A file is not of the kind expected, truncated, too long or damaged, or the numbers of pictures and labels differ; the
    /// message names the file, what it has and what was expected.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="divisor"/> is not a finite number above 0.</exception>
    public static IDataView LoadFromIdx(this DataOperationsCatalog catalog, string imagesPath, string labelsPath, float divisor = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        CheckDivisor(divisor);
        var images = IdxFile.ReadImages(imagesPath);
        var labels = IdxFile.ReadLabels(labelsPath);
        if (images.Count != labels.Count)
        {
            throw new FormatException(FormattableString.Invariant(
                $"The IDX files do not belong together: '{imagesPath}' has {images.Count} images, '{labelsPath}' has {labels.Count} labels; expected as many of the one as of the other."));
        }

        return new IdxDataView(images, labels, divisor);
    }

    /// <summary>
    /// Loads pictures without labels from an IDX file, plain or compressed with gzip: the same as
    /// <see cref="LoadFromIdx(DataOperationsCatalog, string, string, float)"/> without the column Label.
    /// </summary>
    /// <param name="catalog">The data catalog of the context.</param>
    /// <param name="imagesPath">The pictures: unsigned bytes in three dimensions (magic number 2051).</param>
    /// <param name="divisor">What each byte is divided by: 255 brings the pixels into 0 to 1.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">
    /// The file is not of the kind expected, truncated, too long or damaged; the message says what it has and what was expected.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="divisor"/> is not a finite number above 0.</exception>
    public static IDataView LoadFromIdx(this DataOperationsCatalog catalog, string imagesPath, float divisor = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        CheckDivisor(divisor);
        return new IdxDataView(IdxFile.ReadImages(imagesPath), null, divisor);
    }

    private static void CheckDivisor(float divisor)
    {
        if (!float.IsFinite(divisor) || divisor <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(divisor), divisor, FormattableString.Invariant(
                $"divisor is {divisor}; expected a finite number above 0, such as 255."));
        }
    }
}
