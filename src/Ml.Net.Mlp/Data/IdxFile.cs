using System.Buffers.Binary;
using System.IO.Compression;

namespace Ml.Net.Mlp.Data;

/// <summary>An IDX file of unsigned bytes: a number of items, each as many bytes as its dimensions say.</summary>
internal sealed class IdxFile
{
    private const int ImagesMagic = 0x0803;
    private const int LabelsMagic = 0x0801;

    /// <summary>
    /// Room is made for so many times the file's length at first, so that a damaged header cannot ask for memory that no data
    /// follows. Pictures seldom pack better (MNIST: 5 times), so the bytes are rarely moved.
    /// </summary>
    private const int LikelyRatio = 16;

    private IdxFile(int count, int itemSize, byte[] bytes)
    {
        Count = count;
        ItemSize = itemSize;
        Bytes = bytes;
    }

    /// <summary>Number of items.</summary>
    public int Count { get; }

    /// <summary>Bytes of an item: rows x columns of a picture, 1 of a label.</summary>
    public int ItemSize { get; }

    /// <summary>All items, one after the other.</summary>
    public byte[] Bytes { get; }

    public static IdxFile ReadImages(string path) => Read(path, "images", ImagesMagic, 3);

    public static IdxFile ReadLabels(string path) => Read(path, "labels", LabelsMagic, 1);

    private static IdxFile Read(string path, string content, int magic, int dimensions)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'; expected an IDX file of {content}, plain or gzip.", path);
        }

        using var file = File.OpenRead(path);
        var compressed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using var stream = compressed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        try
        {
            var idx = Read(path, stream, file.Length, content, magic, dimensions);
            if (compressed)
            {
                CheckTrailer(path, file, idx.Bytes.Length + HeaderSize(dimensions));
            }

            return idx;
        }
        catch (InvalidDataException error)
        {
            throw new FormatException($"The IDX file '{path}' is damaged: its gzip data cannot be unpacked ({error.Message})", error);
        }
    }

    private static IdxFile Read(string path, Stream stream, long fileLength, string content, int magic, int dimensions)
    {
        var header = new byte[HeaderSize(dimensions)];
        var headerBytes = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (headerBytes >= 4)
        {
            CheckMagic(path, header, content, magic);
        }

        if (headerBytes < header.Length)
        {
            throw new FormatException(FormattableString.Invariant(
                $"The IDX file '{path}' is truncated: it ends after {headerBytes} bytes; expected a header of {header.Length} bytes for {content}."));
        }

        var count = ReadSize(path, header, 0, 0);
        var itemSize = 1L;
        for (var dimension = 1; dimension < dimensions; dimension++)
        {
            itemSize *= ReadSize(path, header, dimension, 1);
        }

        var size = (Int128)count * itemSize;
        if (itemSize > int.MaxValue || size > Array.MaxLength)
        {
            throw new FormatException(FormattableString.Invariant(
                $"The IDX file '{path}' says that it has {count} items of {itemSize} bytes; expected at most {Array.MaxLength} bytes in all."));
        }

        return new IdxFile(count, (int)itemSize, ReadData(path, stream, (int)size, header.Length, fileLength));
    }

    private static int HeaderSize(int dimensions) => 4 + (4 * dimensions);

    /// <summary>
    /// A gzip file ends with the size of what it holds. GZipStream takes a file that was cut before it for complete, and
    /// then has compared no checksum either.
    /// </summary>
    private static void CheckTrailer(string path, FileStream file, long size)
    {
        var trailer = new byte[4];
        file.Position = file.Length - trailer.Length;
        file.ReadExactly(trailer);
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (stated != (uint)size)
        {
            throw new FormatException(FormattableString.Invariant(
                $"The IDX file '{path}' is damaged: its gzip data ends with the size {stated}; expected {size}, the bytes that it unpacks to (the file is truncated, or more follows)."));
        }
    }

    private static void CheckMagic(string path, byte[] header, string content, int magic)
    {
        var found = BinaryPrimitives.ReadInt32BigEndian(header);
        if (found == magic)
        {
            return;
        }

        var meaning = header[0] != 0 || header[1] != 0 ? "not an IDX file"
            : header[2] != 0x08 ? $"IDX data of type 0x{header[2]:x2}"
            : FormattableString.Invariant($"unsigned bytes in {header[3]} dimensions");
        throw new FormatException(FormattableString.Invariant(
            $"The file '{path}' begins with the magic number 0x{found:x8} ({meaning}); expected 0x{magic:x8}: IDX {content}, unsigned bytes in {magic & 0xff} dimension{(magic == LabelsMagic ? "" : "s")}."));
    }

    private static int ReadSize(string path, byte[] header, int dimension, int least)
    {
        var size = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (4 * dimension)));
        return size >= least ? size : throw new FormatException(FormattableString.Invariant(
            $"The IDX file '{path}' gives dimension {dimension + 1} the size {size}; expected {least} to {int.MaxValue}."));
    }

    private static byte[] ReadData(string path, Stream stream, int size, int headerSize, long fileLength)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(size, LikelyRatio * fileLength));
        var filled = 0;
        while (true)
        {
            var read = stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            filled += read;
            if (filled < bytes.Length)
            {
                throw new FormatException(FormattableString.Invariant(
                    $"The IDX file '{path}' is truncated: it ends after {filled} bytes of data; expected {size}, as its header of {headerSize} bytes says."));
            }

            if (filled == size)
            {
                break;
            }

            Array.Resize(ref bytes, (int)Math.Min(size, 2L * bytes.Length));
        }

        // Reading on also makes gzip compare its checksum.
        if (stream.ReadByte() >= 0)
        {
            throw new FormatException(FormattableString.Invariant(
                $"The IDX file '{path}' goes on after its data; expected its end after {size} bytes of data, as its header of {headerSize} bytes says."));
        }

        return bytes;
    }
}
