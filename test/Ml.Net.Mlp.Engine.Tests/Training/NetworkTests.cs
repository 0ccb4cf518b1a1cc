namespace Ml.Net.Mlp.Engine.Tests;

public sealed class NetworkTests
{
    private static readonly Network Trained = NetworkTrainer.Train(
        NetworkDescription.MultilayerPerceptron(4, [37, 18], 3, Activation.Softmax, dropoutRate: 0.5f), Rows.Classes(40), new() { Epochs = 2 });

    [Fact]
    public void WeightsAndBiasesHaveTheShapesOfTheirLayers()
    {
        // Layers 1 and 3 are dropout.
        new[] { 0, 2, 4 }.Select(layer => (Trained.GetWeights(layer).Length, Trained.GetBias(layer).Length))
            .Should().Equal((4 * 37, 37), (37 * 18, 18), (18 * 3, 3));
        Trained.Parameters().Should().HaveCount((int)Trained.ParameterCount).And.OnlyContain(value => float.IsFinite(value));
        Trained.Summary().Should().Be(Trained.Description.Summary());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(5)]
    public void ALayerWithoutWeightsIsRefused(int layer)
    {
        foreach (var get in new Action[] { () => Trained.GetWeights(layer), () => Trained.GetBias(layer) })
        {
            get.Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage($"Layer {layer} of 4-37-18-3 is no dense layer; the network has 5 layers.*");
        }
    }

    [Fact]
    public void WeightsAreACopy()
    {
        var before = Trained.Bytes();
        Trained.GetWeights(0).AsSpan().Clear();
        Trained.GetBias(0).AsSpan().Fill(9);

        Trained.Bytes().Should().Equal(before);
    }

    [Fact]
    public void OutputsFollowFromWeightsAndBiases()
    {
        double[] values = [0.3, -0.2, 0.9, 0.1];
        var actual = new float[3];
        Trained.Predict([.. values.Select(value => (float)value)], actual);
        foreach (var layer in new[] { 0, 2, 4 })
        {
            var (weights, bias) = (Trained.GetWeights(layer), Trained.GetBias(layer));
            var sums = bias.Select((b, unit) => b + values.Select((value, input) => value * weights[(input * bias.Length) + unit]).Sum());
            values = [.. sums.Select(sum => layer == 4 ? Math.Exp(sum) : Math.Max(0, sum))];
        }

        actual.Should().Equal(values.Select(value => value / values.Sum()), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(300)]
    public void ARowAloneGivesTheBitsOfTheSameRowAmongOthers(int rows)
    {
        var features = Features(rows);
        var together = new float[rows * 3];
        Trained.Predict(features, rows, together);
        var alone = new float[rows * 3];
        for (var row = 0; row < rows; row++)
        {
            Trained.Predict(features.AsSpan(row * 4, 4), alone.AsSpan(row * 3, 3));
        }

        Bits(alone).Should().Equal(Bits(together));
    }

    [Fact]
    public void NoRowsAreFine() => Trained.Predict([], 0, []);

    [Theory]
    [InlineData(3, 1, 3, "features has 3 values; expected 1 x 4.*")]
    [InlineData(5, 1, 3, "features has 5 values; expected 1 x 4.*")]
    [InlineData(4, 1, 2, "outputs has 2 values; expected 1 x 3.*")]
    [InlineData(4, 1, 4, "outputs has 4 values; expected 1 x 3.*")]
    [InlineData(4, 2, 6, "features has 4 values; expected 2 x 4.*")]
    [InlineData(0, int.MaxValue, 0, "features has 0 values; expected 2147483647 x 4.*")]
    public void ALengthThatDoesNotFitIsRefused(int features, int rows, int outputs, string message)
    {
        Action predict = () => Trained.Predict(new float[features], rows, new float[outputs]);

        predict.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void ANegativeNumberOfRowsIsRefused()
    {
        Action predict = () => Trained.Predict([], -1, []);

        predict.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void ARowOfNanGivesNoNumbersAndSpoilsNoOtherRow()
    {
        var features = Features(3);
        var expected = new float[9];
        Trained.Predict(features, 3, expected);
        features.AsSpan(4, 4).Fill(float.NaN);
        var actual = new float[9];
        Trained.Predict(features, 3, actual);

        actual[..3].Should().Equal(expected[..3]);
        actual[6..].Should().Equal(expected[6..]);
    }

    [Fact]
    public void ManyThreadsMayPredictAtOnce()
    {
        var features = Features(200);
        var expected = new float[200 * 3];
        Trained.Predict(features, 200, expected);
        var actual = Enumerable.Range(0, 8).Select(_ => new float[200 * 3]).ToArray();
        var threads = Enumerable.Range(0, 4).Select(thread => new Thread(() =>
        {
            for (var repetition = 0; repetition < 20; repetition++)
            {
                Trained.Predict(features, 200, actual[2 * thread]);
                for (var row = 0; row < 200; row++)
                {
                    Trained.Predict(features.AsSpan(row * 4, 4), actual[(2 * thread) + 1].AsSpan(row * 3, 3));
                }
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        actual.Should().AllSatisfy(outputs => Bits(outputs).Should().Equal(Bits(expected)));
    }

    private static float[] Features(int rows)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, rows * 4).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
}
