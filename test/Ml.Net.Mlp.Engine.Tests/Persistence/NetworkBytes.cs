using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Takes the bytes of a network apart and puts other ones together, with a checksum that is right.</summary>
internal static class NetworkBytes
{
    private const int HeaderAt = 16;

    public static string Header(byte[] network) =>
        Encoding.UTF8.GetString(network, HeaderAt, BinaryPrimitives.ReadInt32LittleEndian(network.AsSpan(12)));

    public static float[] Parameters(byte[] network)
    {
        var at = HeaderAt + BinaryPrimitives.ReadInt32LittleEndian(network.AsSpan(12));
        return [.. Enumerable.Range(0, (int)BinaryPrimitives.ReadInt64LittleEndian(network.AsSpan(at)))
            .Select(i => BinaryPrimitives.ReadSingleLittleEndian(network.AsSpan(at + 8 + (4 * i))))];
    }

    public static byte[] Make(
        string header, IReadOnlyCollection<float> parameters, string magic = "MLPNETWK", int version = 1, int? headerLength = null, long? count = null)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var json = Encoding.UTF8.GetBytes(header);
        writer.Write(Encoding.ASCII.GetBytes(magic));
        writer.Write(version);
        writer.Write(headerLength ?? json.Length);
        writer.Write(json);
        writer.Write(count ?? parameters.Count);
        foreach (var value in parameters)
        {
            writer.Write(value);
        }

        writer.Write(SHA256.HashData(stream.ToArray()));
        return stream.ToArray();
    }

    public static Network Load(byte[] bytes) => Network.Load(new MemoryStream(bytes));
}
