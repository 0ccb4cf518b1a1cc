using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The checkpoint format, version 1, little-endian:
/// <code>
/// 8 bytes    magic "MLPCHKPT"
/// 4 bytes    format version
/// 4 bytes    length of the header
/// n bytes    header: UTF-8 JSON, see <see cref="CheckpointHeader"/>
/// 4 bytes    number of arrays of the state, and then of the best epoch's: 0 where it is the same, or not kept
/// for each   8 bytes length, 4 bytes each value as float32, in the order that the memory has
/// 32 bytes   SHA-256 of all bytes before
/// </code>
/// The order of the values is the library's own: where it changes, the version does.
/// </summary>
internal static class CheckpointFile
{
    private const int Version = 1;
    private const int MostArrays = 1 << 12;

    /// <summary>A header longer than this is taken for damage before memory is asked for it.</summary>
    private const int LongestHeader = 64 << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = DescriptionJson.Resolver,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static ReadOnlySpan<byte> Magic => "MLPCHKPT"u8;

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="checkpoint">Where to.</param>
    /// <param name="header">What it says of itself.</param>
    /// <param name="state">The state.</param>
    /// <param name="best">That of the best epoch; null where it is the same, or not kept.</param>
    public static void Save(Checkpoint checkpoint, CheckpointHeader header, TrainingState state, TrainingState? best) =>
        FileReplacement.Write(checkpoint.Path, checkpoint.TemporaryPath, stream =>
        {
            var output = new HashedWriter(stream);
            var json = JsonSerializer.SerializeToUtf8Bytes(header, Json);
            output.Write(Magic);
            output.WriteInt32(Version);
            output.WriteInt32(json.Length);
            output.Write(json);
            Write(output, state);
            Write(output, best);
            output.WriteHash();
        });

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no checkpoint, truncated or altered; the message says what and where.</exception>
    public static CheckpointContent Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, $"'{path}'");
    }

    /// <summary>Reads a checkpoint to the end of the stream.</summary>
    /// <param name="stream">The data.</param>
    /// <param name="name">Where it comes from, for messages.</param>
    /// <exception cref="FormatException">The data is no checkpoint, truncated or altered; the message says what and where.</exception>
    public static CheckpointContent Read(Stream stream, string name)
    {
        var input = new HashedReader(stream, name, "checkpoint");
        if (!input.ReadBytes(Magic.Length, "magic").AsSpan().SequenceEqual(Magic))
        {
            throw new FormatException($"The data in {name} is no checkpoint: it does not begin with '{Encoding.ASCII.GetString(Magic)}'.");
        }

        RequireRange(name, "format version", input.ReadInt32("format version"), Version, Version);
        var headerLength = input.ReadInt32("header length");
        RequireRange(name, "header length", headerLength, 0, LongestHeader);
        var json = input.ReadBytes(headerLength, "header");
        var arrays = ReadArrays(input, name);
        var best = ReadArrays(input, name);
        input.VerifyHash();
        if (stream.ReadByte() >= 0)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"The checkpoint in {name} is followed by other bytes from position {input.Position} on; expected the end of the file."));
        }

        return new CheckpointContent(name, ReadHeader(json, name), arrays, best.Length == 0 ? null : best);
    }

    private static void Write(HashedWriter output, TrainingState? state)
    {
        output.WriteInt32(state?.Buffers.Count ?? 0);
        foreach (var buffer in state?.Buffers ?? [])
        {
            output.WriteInt64(buffer.Length);
            output.WriteSingles(buffer.Span);
        }
    }

    private static float[][] ReadArrays(HashedReader input, string name)
    {
        var count = input.ReadInt32("number of arrays");
        RequireRange(name, "number of arrays", count, 0, MostArrays);
        var arrays = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var length = input.ReadInt64("length of an array");
            RequireRange(name, "length of an array", length, 0, Array.MaxLength);
            arrays[i] = input.ReadSingles(length, "arrays");
        }

        return arrays;
    }

    private static CheckpointHeader ReadHeader(byte[] json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<CheckpointHeader>(json, Json) ?? throw new JsonException("it is the JSON value null.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The header of the checkpoint in {name} can't be read: {e.Message}", e);
        }
    }

    private static void RequireRange(string name, string what, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"The checkpoint in {name} can't be read: its {what} is {value}; expected {(least == most ? "" : $"{least} to ")}{most}."));
        }
    }
}
