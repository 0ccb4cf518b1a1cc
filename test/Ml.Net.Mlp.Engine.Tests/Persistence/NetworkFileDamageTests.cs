using System.Text;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Whatever happens to the bytes of a network, reading them says so, and never anything else.</summary>
public sealed class NetworkFileDamageTests
{
    private static readonly Network Small = NetworkTrainer.Train(
        NetworkDescription.MultilayerPerceptron(1, [2], 1, Activation.Identity), Rows.Line((1, 2), (3, 4)), new() { Loss = Loss.SquaredError, Epochs = 2 });

    private static readonly byte[] Whole = Small.Bytes();
    private static readonly string HeaderJson = NetworkBytes.Header(Whole);

    [Fact]
    public void EveryShorterLengthIsRefused()
    {
        for (var length = 0; length < Whole.Length; length++)
        {
            Refuse(Whole[..length]).Should().Be(
                $"The network in stream is truncated: the data ends at byte {length}, in the {PartAt(length)}.");
        }
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void EveryAlteredByteIsRefused(int flip)
    {
        for (var at = 0; at < Whole.Length; at++)
        {
            var altered = Whole.ToArray();
            altered[at] ^= (byte)flip;
            Refuse(altered).Should().Contain("stream");
        }
    }

    [Fact]
    public void AnAlteredParameterIsFoundByTheChecksum()
    {
        var altered = Whole.ToArray();
        altered[^33] ^= 1;

        Refuse(altered).Should().Match($"The network in stream was altered: the checksum of its {Whole.Length - 32} bytes is *, the one stored at its end *.");
    }

    [Fact]
    public void ADamagedFileIsNamed()
    {
        using var place = new FilePlace();
        void RefuseFile(byte[] bytes, string message)
        {
            File.WriteAllBytes(place["network.mlp"], bytes);
            Action load = () => Network.Load(place["network.mlp"]);
            load.Should().Throw<FormatException>().WithMessage(message);
        }

        RefuseFile([], $"The network in '{place["network.mlp"]}' is truncated: the data ends at byte 0, in the magic.");
        RefuseFile([.. Whole, 0], $"The network in '{place["network.mlp"]}' is followed by other bytes from position {Whole.Length} on; expected the end of the file.");
        RefuseFile([.. Whole, .. Whole], $"The network in '{place["network.mlp"]}' is followed by other bytes from position {Whole.Length} on;*");
        RefuseFile(Encoding.ASCII.GetBytes("PK this is no network"), $"The data in '{place["network.mlp"]}' is no network: it does not begin with 'MLPNETWK'.");
    }

    [Fact]
    public void AnotherMagicOrVersionIsNamed()
    {
        Refuse(NetworkBytes.Make(HeaderJson, Small.Parameters(), magic: "MLPNETWX"))
            .Should().Be("The data in stream is no network: it does not begin with 'MLPNETWK'.");
        Refuse(NetworkBytes.Make(HeaderJson, Small.Parameters(), version: 2))
            .Should().Be("The network in stream has format version 2; this library reads version 1.");
        Refuse(NetworkBytes.Make(HeaderJson, Small.Parameters(), version: 0))
            .Should().Be("The network in stream has format version 0; this library reads version 1.");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData((64 << 20) + 1)]
    public void AHeaderLengthOutOfRangeIsRefused(int length) =>
        Refuse(NetworkBytes.Make(HeaderJson, Small.Parameters(), headerLength: length))
            .Should().Be($"The network in stream is damaged: its header has {length} bytes; expected 0 to 67108864.");

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(1L << 40)]
    public void ANumberOfParametersOutOfRangeIsRefused(long count) =>
        Refuse(NetworkBytes.Make(HeaderJson, Small.Parameters(), count: count))
            .Should().StartWith($"The network in stream is damaged: it has {count} parameters; expected 0 to ");

    [Fact]
    public void ALengthBeyondTheDataAsksForNoMemoryOfThatSize()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refuse(NetworkBytes.Make(HeaderJson, Small.Parameters(), count: Array.MaxLength)).Should().Contain("truncated");
        Refuse(NetworkBytes.Make(HeaderJson, Small.Parameters(), headerLength: 64 << 20)).Should().Contain("truncated");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(32 << 20);
    }

    private static string PartAt(int length)
    {
        var header = 16 + Encoding.UTF8.GetByteCount(HeaderJson);
        return length < 8 ? "magic"
            : length < 12 ? "format version"
            : length < 16 ? "header length"
            : length < header ? "header"
            : length < header + 8 ? "number of parameters"
            : length < Whole.Length - 32 ? "parameters"
            : "checksum";
    }

    private static string Refuse(byte[] bytes)
    {
        try
        {
            NetworkBytes.Load(bytes);
        }
        catch (FormatException e)
        {
            return e.Message;
        }

        throw new InvalidOperationException("It was read.");
    }
}
