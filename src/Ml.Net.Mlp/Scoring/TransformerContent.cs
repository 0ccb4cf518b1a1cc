using System.Security.Cryptography;
using System.Text;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

/// <summary>
/// The content of a transformer's entry in a model file, behind ML.NET's header:
/// <code>
/// 4 bytes    length of the columns' part
/// n bytes    columns: name of the feature column, the label's values (see <see cref="LabelValuesCodec"/>); then, where the
///            label is a vector or a record of the training follows, a byte that is 1 for a vector; and that record
///            (<see cref="MlpTrainingRecord"/>), which files of earlier versions lack
/// 32 bytes   SHA-256 of the columns' part
/// ...        the network, as <see cref="Network.Save(Stream)"/> writes it, with a checksum of its own
/// </code>
/// </summary>
internal static class TransformerContent
{
    /// <summary>A part longer than this is taken for damage before memory is asked for it.</summary>
    private const int LongestColumns = 256 << 20;

    /// <summary>Writes an entry.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="modelColumns">The columns.</param>
    /// <param name="network">The network.</param>
    /// <param name="writeMore">Writes what stands behind the columns in their part; null for nothing.</param>
    public static void Write(BinaryWriter writer, ModelColumns modelColumns, Network network, Action<BinaryWriter>? writeMore = null)
    {
        using var part = new MemoryStream();
        using (var columns = new BinaryWriter(part, Encoding.UTF8, leaveOpen: true))
        {
            columns.Write(modelColumns.Feature);
            LabelValuesCodec.Write(columns, modelColumns.LabelValues);
            if (modelColumns.IsVector || modelColumns.Training != null)
            {
                columns.Write(modelColumns.IsVector);
            }

            writeMore?.Invoke(columns);
            modelColumns.Training?.Write(columns);
        }

        var bytes = part.ToArray();
        writer.Write(bytes.Length);
        writer.Write(bytes);
        writer.Write(SHA256.HashData(bytes));
        writer.Flush();
        network.Save(writer.BaseStream);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is truncated or altered; the message says what and where.</exception>
    /// <param name="reader">Where from.</param>
    /// <param name="readMore">Reads what stands behind the columns in their part; null for nothing.</param>
    public static (ModelColumns Columns, Network Network) Read(BinaryReader reader, Action<BinaryReader>? readMore = null)
    {
        var columns = ReadColumns(reader, readMore);
        var network = Network.Load(reader.BaseStream);
        return columns.LabelValues == null || columns.LabelValues.Count == network.Description.Outputs
            ? (columns, network)
            : throw new FormatException($"The model has {columns.LabelValues.Count} label values, but its network has {network.Description.Outputs} outputs.");
    }

    private static ModelColumns ReadColumns(BinaryReader reader, Action<BinaryReader>? readMore)
    {
        byte[] bytes;
        byte[] hash;
        int length;
        try
        {
            length = reader.ReadInt32();
            bytes = length is >= 0 and <= LongestColumns ? reader.ReadBytes(length) : [];
            hash = reader.ReadBytes(SHA256.HashSizeInBytes);
        }
        catch (EndOfStreamException e)
        {
            throw new FormatException("The model is truncated: its data ends before its columns.", e);
        }

        if (length is < 0 or > LongestColumns)
        {
            throw new FormatException($"The model is damaged: the part with its columns has {length} bytes; expected 0 to {LongestColumns}.");
        }

        if (bytes.Length < length || hash.Length < SHA256.HashSizeInBytes)
        {
            throw new FormatException($"The model is truncated: {bytes.Length + hash.Length} bytes are left for its columns; expected {length + SHA256.HashSizeInBytes}.");
        }

        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(hash))
        {
            throw new FormatException("The model was altered: the checksum of its columns is not the one stored with them.");
        }

        using var columns = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var feature = columns.ReadString();
        var labelValues = LabelValuesCodec.Read(columns);
        var isVector = columns.BaseStream.Position < length && columns.ReadBoolean();
        readMore?.Invoke(columns);
        return new ModelColumns(feature, labelValues, isVector)
        {
            Training = columns.BaseStream.Position < length ? MlpTrainingRecord.Read(columns) : null,
        };
    }
}
