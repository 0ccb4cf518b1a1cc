using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed class NetworkFileTests
{
    private static readonly Network Trained = NetworkTrainer.Train(
        NetworkDescription.MultilayerPerceptron(4, [17, 5], 3, Activation.Softmax, Activation.Tanh, 0.25f, Initializer.HeNormal),
        Rows.Classes(30),
        new() { Epochs = 3, EarlyStopping = new() { Patience = 2, RestoreBest = true }, ValidationFraction = 0.3 });

    [Fact]
    public void WhatIsSavedComesBackToTheBit()
    {
        using var place = new FilePlace();
        Trained.Save(place["network.mlp"]);
        var loaded = Network.Load(place["network.mlp"]);

        Same(loaded, Trained);
        place.Names.Should().Equal("network.mlp");
        File.ReadAllBytes(place["network.mlp"]).Should().Equal(Trained.Bytes());
        loaded.Bytes().Should().Equal(Trained.Bytes());
    }

    [Theory]
    [InlineData(StopReason.Completed, "completed")]
    [InlineData(StopReason.EarlyStopping, "earlyStopping")]
    [InlineData(StopReason.Cancelled, "cancelled")]
    public void EveryReasonToStopComesBack(StopReason reason, string name)
    {
        var parameters = new AlignedBuffer(NetworkPass.CreateLayers(Rows.Linear).Sum(layer => layer.ParameterSize));
        var history = new TrainingHistory([new EpochResult(1, 0.1, null, 1e-300, 1, 5, 6)], 1, reason);
        var bytes = new Network(Rows.Linear, parameters, history).Bytes();

        NetworkBytes.Header(bytes).Should().Contain($"\"stopReason\":\"{name}\"");
        NetworkBytes.Load(bytes).History.StopReason.Should().Be(reason);
        NetworkBytes.Load(bytes).History.Should().Equal(history.WithoutTimes());
    }

    [Fact]
    public void TheHistoryComesBackWithoutItsTimes()
    {
        var loaded = NetworkBytes.Load(Trained.Bytes());

        loaded.History.Should().Equal(Trained.History.WithoutTimes());
        (loaded.History.BestEpoch, loaded.History.StopReason).Should().Be((Trained.History.BestEpoch, Trained.History.StopReason));
    }

    [Fact]
    public void AHistoryWithoutValidationAndAccuracyComesBack()
    {
        var network = NetworkTrainer.Train(Rows.Linear, Rows.Line((1, 2)), new() { Loss = Loss.SquaredError, Epochs = 2 });
        var loaded = NetworkBytes.Load(network.Bytes());

        loaded.History.Should().Equal(network.History.WithoutTimes());
        loaded.History.Should().OnlyContain(e => e.Accuracy == null && e.ValidationLoss == null && e.ValidationAccuracy == null);
    }

    [Fact]
    public void TheHeaderIsThatOfTheDocumentation()
    {
        var network = NetworkTrainer.Train(
            Rows.Linear, Rows.Line((0, 2)), new() { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd(), LearningRate = 1e-30f, Epochs = 1 }, Rows.Line((0, 3)));

        NetworkBytes.Header(network.Bytes()).Should().Be(
            """{"network":{"inputs":1,"layers":[{"layer":"dense","units":1,"activation":"identity","initializer":"glorot_uniform"}]},"history":{"bestEpoch":1,"stopReason":"completed","epochs":[{"epoch":1,"loss":2,"accuracy":null,"validationLoss":4.5,"validationAccuracy":null,"learningRate":1E-30,"meanAbsoluteError":2,"rSquared":0,"validationMeanAbsoluteError":3,"validationRSquared":0}]}}""");
        NetworkBytes.Parameters(network.Bytes()).Should().Equal(network.GetWeights(0)[0], network.GetBias(0)[0]);
        NetworkBytes.Make(NetworkBytes.Header(network.Bytes()), network.Parameters()).Should().Equal(network.Bytes());
    }

    [Fact]
    public void ParametersStandLayerByLayerWeightsBeforeBiases() =>
        NetworkBytes.Parameters(Trained.Bytes()).Should().Equal(
            [.. Trained.GetWeights(0), .. Trained.GetBias(0), .. Trained.GetWeights(2), .. Trained.GetBias(2), .. Trained.GetWeights(4), .. Trained.GetBias(4)]);

    [Fact]
    public void AStreamIsReadUpToTheLastByteOfTheNetwork()
    {
        var bytes = Trained.Bytes();
        using var stream = new MemoryStream([1, 2, .. bytes, .. bytes, 3]);
        stream.Position = 2;

        Same(Network.Load(stream), Trained);
        stream.Position.Should().Be(2 + bytes.Length);
        Same(Network.Load(stream), Trained);
        stream.ReadByte().Should().Be(3);
    }

    [Fact]
    public void AStreamThatGivesOneByteAtATimeIsRead() =>
        Same(Network.Load(new TricklingStream(Trained.Bytes())), Trained);

    [Fact]
    public void ANetworkLargerThanTheReadersStepsComesBack()
    {
        // More than 2^18 parameters, so that several chunks of a mebibyte are read, and the last one in part.
        var network = NetworkTrainer.Train(
            NetworkDescription.MultilayerPerceptron(701, [1003], 1, Activation.Identity),
            TrainingData.FromTargets(new float[701], 701, [1f], 1),
            new() { Loss = Loss.SquaredError, Epochs = 1 });

        NetworkBytes.Load(network.Bytes()).Parameters().Should().Equal(network.Parameters());
    }

    [Fact]
    public void AnExistingFileIsReplaced()
    {
        using var place = new FilePlace();
        File.WriteAllText(place["network.mlp"], new string('x', 100_000));
        Trained.Save(place["network.mlp"]);

        Same(Network.Load(place["network.mlp"]), Trained);
        place.Names.Should().Equal("network.mlp");
    }

    [Fact]
    public void AFolderThatIsMissingIsNotMade()
    {
        using var place = new FilePlace();
        Action save = () => Trained.Save(place["none", "network.mlp"]);

        save.Should().Throw<DirectoryNotFoundException>();
        place.Names.Should().BeEmpty();
    }

    [Fact]
    public void AFolderInTheFilesPlaceIsKeptAndNothingIsLeftBeside()
    {
        using var place = new FilePlace();
        Directory.CreateDirectory(place["network.mlp"]);
        File.WriteAllText(place["network.mlp", "inside"], "kept");
        Action save = () => Trained.Save(place["network.mlp"]);

        save.Should().Throw<Exception>().Where(e => e is IOException || e is UnauthorizedAccessException);
        place.Names.Should().Equal("network.mlp");
        File.ReadAllText(place["network.mlp", "inside"]).Should().Be("kept");
    }

    [Fact]
    public void AFailedWriteKeepsTheFileThatWasThere()
    {
        // A history that JSON can't hold fails in the middle of the saving, after the new file was begun.
        using var place = new FilePlace();
        Trained.Save(place["network.mlp"]);
        var broken = new Network(
            Trained.Description,
            new AlignedBuffer(100_000),
            new TrainingHistory([new EpochResult(1, double.NaN, null, null, null, 0, 0)], 1, StopReason.Completed));
        Action save = () => broken.Save(place["network.mlp"]);

        save.Should().Throw<Exception>();
        place.Names.Should().Equal("network.mlp");
        Same(Network.Load(place["network.mlp"]), Trained);
    }

    [Fact]
    public void MissingFilesAndPathsAreRefused()
    {
        using var place = new FilePlace();
        Action missing = () => Network.Load(place["none.mlp"]);
        Action empty = () => Network.Load("");
        Action saveEmpty = () => Trained.Save("");
        Action noStream = () => Network.Load((Stream)null!);

        missing.Should().Throw<FileNotFoundException>().WithMessage("*none.mlp*");
        empty.Should().Throw<ArgumentException>();
        saveEmpty.Should().Throw<ArgumentException>();
        noStream.Should().Throw<ArgumentNullException>();
    }

    private static void Same(Network actual, Network expected)
    {
        actual.Description.Should().Be(expected.Description);
        actual.Parameters().Should().Equal(expected.Parameters());
        float[] features = [1, -2, 0.5f, 3];
        var outputs = new float[2][] { new float[3], new float[3] };
        actual.Predict(features, outputs[0]);
        expected.Predict(features, outputs[1]);
        outputs[0].Should().Equal(outputs[1]);
    }
}
