using System.Buffers.Binary;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Whatever happens to the bytes of a checkpoint, reading them says so, and never anything else.</summary>
public sealed class CheckpointDamageTests : IDisposable
{
    private readonly FilePlace _place = new();
    private readonly byte[] _whole;

    public CheckpointDamageTests()
    {
        Train(new() { Loss = Loss.SquaredError, Epochs = 2, Checkpoint = new() { Path = Path } });
        _whole = File.ReadAllBytes(Path);
    }

    private string Path => _place["c"];

    public void Dispose() => _place.Dispose();

    [Fact]
    public void EveryShorterLengthIsRefused()
    {
        var messages = Enumerable.Range(0, _whole.Length).Select(length => Refuse(_whole[..length])).ToArray();

        messages.Select((message, length) => message.StartsWith($"The checkpoint in data is truncated: the data ends at byte {length}, in the ", StringComparison.Ordinal))
            .Should().NotContain(false);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0xFF)]
    public void EveryAlteredByteIsRefused(int flip)
    {
        var messages = Enumerable.Range(0, _whole.Length).Select(at =>
        {
            var altered = _whole.ToArray();
            altered[at] ^= (byte)flip;
            return Refuse(altered);
        }).ToArray();

        messages.Should().OnlyContain(message => message.Contains("data"));
    }

    [Fact]
    public void WhatIsNoCheckpointIsNamed()
    {
        Refuse([.. _whole, 1]).Should().Be($"The checkpoint in data is followed by other bytes from position {_whole.Length} on; expected the end of the file.");
        Refuse(Train(new() { Loss = Loss.SquaredError, Epochs = 1 }).Bytes()).Should().Be($"The data in data is no checkpoint: it does not begin with 'MLPCHKPT'.");
    }

    [Fact]
    public void AnotherVersionOrLengthIsNamed()
    {
        Refuse(Changed(8, 2)).Should().Be($"The checkpoint in data can't be read: its format version is 2; expected 1.");
        Refuse(Changed(12, -1)).Should().Be($"The checkpoint in data can't be read: its header length is -1; expected 0 to 67108864.");
        var arrays = 16 + BinaryPrimitives.ReadInt32LittleEndian(_whole.AsSpan(12));
        Refuse(Changed(arrays, 1 << 20)).Should().Be($"The checkpoint in data can't be read: its number of arrays is 1048576; expected 0 to 4096.");
        Refuse(Changed(arrays + 8, -1)).Should().StartWith($"The checkpoint in data can't be read: its length of an array is -");
    }

    [Fact]
    public void ATrainingDoesNotBeginInsteadOfGoingOnFromADamagedFile()
    {
        File.WriteAllBytes(Path, _whole[..100]);
        Action train = () => Train(new() { Loss = Loss.SquaredError, Epochs = 3, Checkpoint = new() { Path = Path, Resume = true } });

        train.Should().Throw<FormatException>().WithMessage("*is truncated*");
    }

    [Fact]
    public void AWholeCheckpointIsRead() =>
        Train(new() { Loss = Loss.SquaredError, Epochs = 3, ResumeFrom = Path }).History.Should().HaveCount(3);

    private static Network Train(TrainingOptions options) => NetworkTrainer.Train(Rows.Linear, Rows.Line((1, 2), (3, 4)), options);

    private byte[] Changed(int at, int value)
    {
        var bytes = _whole.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        return bytes;
    }

    private static string Refuse(byte[] bytes)
    {
        try
        {
            CheckpointFile.Read(new MemoryStream(bytes), "data");
        }
        catch (FormatException e)
        {
            return e.Message;
        }

        throw new InvalidOperationException("It was read.");
    }
}
