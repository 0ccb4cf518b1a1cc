namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Headers that say something impossible under a checksum that is right.</summary>
public sealed class NetworkFileHeaderTests
{
    private const string Layers = """{"inputs":1,"layers":[{"layer":"dense","units":1}]}""";
    private const string History = """{"bestEpoch":1,"stopReason":"completed","epochs":[{"epoch":1,"loss":1,"accuracy":null,"validationLoss":null,"validationAccuracy":null}]}""";

    [Fact]
    public void TheHeaderOfTheOtherTestsIsRead()
    {
        var network = NetworkBytes.Load(NetworkBytes.Make(Header(Layers, History), [2, 3]));

        network.History.Should().Equal(new EpochResult(1, 1, null, null, null, 0, 0));
        var output = new float[1];
        network.Predict([5f], output);
        output.Should().Equal(13);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"network":null,"history":{"bestEpoch":0,"stopReason":"completed","epochs":[]}}""")]
    [InlineData("""{"network":""" + Layers + "}")]
    [InlineData("""{"history":""" + History + "}")]
    [InlineData("""{"network":""" + Layers + ""","history":null}""")]
    public void AHeaderWithoutItsPartsIsRefused(string header) => Refuse(header);

    [Theory]
    [InlineData("""{"inputs":0,"layers":[{"layer":"dense","units":1}]}""", "0 inputs")]
    [InlineData("""{"inputs":1,"layers":[]}""", "last layer is missing")]
    [InlineData("""{"inputs":1,"layers":[null]}""", "Layer 0 is null")]
    [InlineData("""{"inputs":1,"layers":[{"layer":"dense","units":1,"activation":"swoosh"}]}""", "no activation 'swoosh'")]
    [InlineData("""{"inputs":1,"layers":[{"layer":"conv","units":1}]}""", "conv")]
    [InlineData("""{"inputs":16777216,"layers":[{"layer":"dense","units":16777216}]}""", "expected at most")]
    public void AnImpossibleNetworkIsRefusedWithTheReason(string network, string reason) =>
        Refuse(Header(network, History)).Should().Contain(reason);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"bestEpoch":1,"stopReason":"completed","epochs":null}""")]
    [InlineData("""{"bestEpoch":1,"stopReason":"completed","epochs":[null]}""")]
    [InlineData("""{"bestEpoch":1,"stopReason":"completed","epochs":[{}]}""")]
    [InlineData("""{"bestEpoch":1,"stopReason":"completed"}""")]
    [InlineData("""{"bestEpoch":1,"stopReason":"bored","epochs":[]}""")]
    [InlineData("""{"bestEpoch":1,"stopReason":null,"epochs":[]}""")]
    [InlineData("""{"stopReason":"completed","epochs":[]}""")]
    [InlineData("""{"bestEpoch":1,"stopReason":"completed","epochs":[{"epoch":1,"loss":"NaN","accuracy":null,"validationLoss":null,"validationAccuracy":null}]}""")]
    public void AnImpossibleHistoryIsRefused(string history) => Refuse(Header(Layers, history));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void AnotherNumberOfParametersIsRefused(int count)
    {
        Action load = () => NetworkBytes.Load(NetworkBytes.Make(Header(Layers, History), new float[count]));

        load.Should().Throw<FormatException>()
            .WithMessage($"The network in stream has {count} parameters; its architecture 1-1 has 2.");
    }

    private static string Header(string network, string history) => $$"""{"network":{{network}},"history":{{history}}}""";

    private static string Refuse(string header)
    {
        Action load = () => NetworkBytes.Load(NetworkBytes.Make(header, [2, 3]));
        return load.Should().Throw<FormatException>().WithMessage("The header of the network in stream can't be read: *").Which.Message;
    }
}
