using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The model format, version 1, little-endian:
/// <code>
/// 8 bytes    magic "MLPNETWK"
/// 4 bytes    format version
/// 4 bytes    length of the header
/// n bytes    header: UTF-8 JSON with the architecture ("network") and the course of the training ("history")
/// 8 bytes    number of parameters
/// 4 bytes    each parameter as float32, layer by layer. Dense: the weights, inputs × units row-major, then the biases.
///            Batch normalization: gamma, beta, mean, variance. Layer normalization: gamma, beta. Scale: the factors.
///            Standardize and robust scale: centers, then factors
/// 32 bytes   SHA-256 of all bytes before
/// </code>
/// The history is kept without its times, so that the same seed and data give the same file.
/// </summary>
internal static class NetworkFile
{
    private const int Version = 1;

    /// <summary>A header longer than this is taken for damage before memory is asked for it.</summary>
    private const int LongestHeader = 64 << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = DescriptionJson.Resolver,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new TrainingHistoryJsonConverter() },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static ReadOnlySpan<byte> Magic => "MLPNETWK"u8;

    public static void Save(Network network, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileReplacement.Write(path, $"{path}.{Guid.NewGuid():N}.tmp", stream => Write(network, stream));
    }

    public static Network Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        var network = Read(stream, $"'{path}'");
        return stream.ReadByte() < 0
            ? network
            : throw new FormatException($"The network in '{path}' is followed by other bytes from position {stream.Position - 1} on; expected the end of the file.");
    }

    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var output = new HashedWriter(stream);
        var header = JsonSerializer.SerializeToUtf8Bytes(new NetworkFileHeader(network.Description, network.History), Json);
        output.Write(Magic);
        output.WriteInt32(Version);
        output.WriteInt32(header.Length);
        output.Write(header);
        output.WriteInt64(network.ParameterCount);
        foreach (var values in network.EnumerateParameters())
        {
            output.WriteSingles(values);
        }

        output.WriteHash();
    }

    public static Network Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var input = new HashedReader(stream, name, "network");
        if (!input.ReadBytes(Magic.Length, "magic").AsSpan().SequenceEqual(Magic))
        {
            throw new FormatException($"The data in {name} is no network: it does not begin with '{Encoding.ASCII.GetString(Magic)}'.");
        }

        var version = input.ReadInt32("format version");
        if (version != Version)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"The network in {name} has format version {version}; this library reads version {Version}."));
        }

        var headerLength = input.ReadInt32("header length");
        if (headerLength is < 0 or > LongestHeader)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"The network in {name} is damaged: its header has {headerLength} bytes; expected 0 to {LongestHeader}."));
        }

        var header = input.ReadBytes(headerLength, "header");
        var count = input.ReadInt64("number of parameters");
        if (count < 0 || count > Array.MaxLength)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"The network in {name} is damaged: it has {count} parameters; expected 0 to {Array.MaxLength}."));
        }

        var parameters = input.ReadSingles(count, "parameters");
        input.VerifyHash();
        return Assemble(header, parameters, name);
    }

    private static Network Assemble(byte[] headerJson, float[] parameters, string name)
    {
        NetworkFileHeader header;
        try
        {
            header = JsonSerializer.Deserialize<NetworkFileHeader>(headerJson, Json)
                ?? throw new JsonException("it is the JSON value null.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The header of the network in {name} can't be read: {e.Message}", e);
        }

        if (header.Network.ParameterCount != parameters.Length)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"The network in {name} has {parameters.Length} parameters; its architecture {header.Network} has {header.Network.ParameterCount}."));
        }

        // Training yields none; and the matrix kernels leave out steps with zeros, which only finite weights allow.
        var place = TrainingDataBuilder.IndexOfNonFinite(parameters);
        if (place >= 0)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"Parameter {place} of the network in {name} is {parameters[place]}; expected finite numbers."));
        }

        return new Network(header.Network, new ParameterMap(header.Network).Import(parameters), header.History);
    }
}
