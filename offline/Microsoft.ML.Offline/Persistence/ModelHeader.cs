using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>
/// What precedes each entry of a model. It says the same as ML.NET's header in another layout: the two libraries' transformers have
/// formats of their own anyway, and this magic number lets either say so instead of failing somewhere in the middle.
/// </summary>
internal static class ModelHeader
{
    private const ulong Magic = 0x454E494C46464F01UL;

    public static void Write(BinaryWriter writer, VersionInfo version, long bodyLength)
    {
        writer.Write(Magic);
        writer.Write(version.ModelSignature);
        writer.Write(version.VerWrittenCur);
        writer.Write(version.VerReadableCur);
        writer.Write(version.LoaderAssemblyName ?? "");
        writer.Write(version.LoaderSignature ?? "");
        writer.Write(bodyLength);
    }

    public static (ulong ModelSignature, uint Written, uint Readable, string Assembly, string Loader) Read(BinaryReader reader, string path)
    {
        Contracts.CheckDecode(reader.BaseStream.Length >= sizeof(ulong) && reader.ReadUInt64() == Magic,
            $"Corrupt model file: '{path}' was not written by this stand-in for ML.NET.");
        try
        {
            var header = (reader.ReadUInt64(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadString(), reader.ReadString());
            var length = reader.ReadInt64();
            var left = reader.BaseStream.Length - reader.BaseStream.Position;
            Contracts.CheckDecode(length == left, $"Corrupt model file: '{path}' holds {left} bytes where {length} are expected.");
            return header;
        }
        catch (EndOfStreamException)
        {
            throw new System.FormatException($"Corrupt model file: '{path}' ends within its header.");
        }
    }
}
