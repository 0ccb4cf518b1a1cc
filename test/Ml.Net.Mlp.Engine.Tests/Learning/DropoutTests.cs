using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public class DropoutTests
{
    private static readonly WorkerTeam Team = new(1);

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.8f)]
    public void Share_of_dropped_values_is_the_rate(float rate)
    {
        const int Rows = 200;
        const int Columns = 101;

        var kept = Mask(rate, Rows, Columns).SelectMany(row => row).Count(v => v != 0) / (double)(Rows * Columns);

        // Four standard deviations of a share of 20,200 draws.
        kept.Should().BeApproximately(1 - rate, 4 * Math.Sqrt(rate * (1 - rate) / (Rows * Columns)));
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.25f)]
    [InlineData(0.5f)]
    public void Kept_values_are_divided_by_the_share_that_is_kept(float rate) =>
        Mask(rate, 8, 33, value: -3).SelectMany(row => row).Where(v => v != 0)
            .Should().NotBeEmpty().And.OnlyContain(v => Math.Abs(v + (3 / (1 - rate))) < 1e-4f);

    [Fact]
    public void Rate_zero_hands_the_values_on() =>
        Mask(0, 3, 17, value: 1.5f).SelectMany(row => row).Should().OnlyContain(v => v == 1.5f);

    [Fact]
    public void Rates_close_to_one_keep_the_values_finite() =>
        Mask(0.9999999f, 20, 50).SelectMany(row => row).Should().OnlyContain(v => float.IsFinite(v));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(17)]
    public void Backward_uses_the_mask_of_forward(int columns)
    {
        var (layer, pass) = Make(0.5f, 9, columns);
        Fill(pass.Input, 1);
        Fill(pass.OutputGradient!, 1);

        layer.Forward(pass);
        layer.Backward(pass);

        Values(pass.InputGradient!).SelectMany(row => row).Should().Equal(Values(pass.Output).SelectMany(row => row));
    }

    [Fact]
    public void Same_seed_step_and_layer_give_the_same_mask() =>
        Mask(0.5f, 5, 40, seed: 3, step: 8, index: 1).SelectMany(row => row).Should().Equal(
            Mask(0.5f, 5, 40, seed: 3, step: 8, index: 1).SelectMany(row => row));

    [Theory]
    [InlineData(4UL, 8L, 1)]
    [InlineData(3UL, 9L, 1)]
    [InlineData(3UL, 8L, 2)]
    public void Another_seed_step_or_layer_gives_another_mask(ulong seed, long step, int index)
    {
        var first = Mask(0.5f, 5, 40, seed: 3, step: 8, index: 1).SelectMany(row => row);
        var other = Mask(0.5f, 5, 40, seed: seed, step: step, index: index).SelectMany(row => row);

        // About half of 200 values agree by chance.
        first.Zip(other).Count(pair => pair.First == pair.Second).Should().BeInRange(60, 140);
    }

    [Fact]
    public void Rows_and_columns_have_masks_of_their_own()
    {
        var mask = Mask(0.5f, 64, 64);

        mask.Select(row => string.Join(',', row)).Should().OnlyHaveUniqueItems();
        Enumerable.Range(0, 64).Select(j => string.Join(',', mask.Select(row => row[j]))).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_row_s_mask_does_not_depend_on_the_rows_beside_it()
    {
        var few = Mask(0.5f, 3, 21);
        var many = Mask(0.5f, 50, 21);

        few.Zip(many).Should().AllSatisfy(pair => pair.First.Should().Equal(pair.Second));
    }

    [Fact]
    public void A_dropped_value_is_zero_even_where_the_input_is_not_finite()
    {
        Mask(0.5f, 4, 32, value: float.PositiveInfinity).SelectMany(row => row)
            .Should().OnlyContain(v => v == 0 || float.IsPositiveInfinity(v)).And.Contain(0);
        Mask(0.5f, 4, 32, value: float.NaN).SelectMany(row => row).Should().Contain(0).And.Contain(float.NaN);
    }

    [Fact]
    public void Scoring_does_not_drop()
    {
        var with = TestNetworks.Parse("6-dropout:50-9:tanh-dropout:50-3:softmax");
        var without = TestNetworks.Parse("6-9:tanh-3:softmax");
        var data = TestNetworks.Classes(with, 5, seed: 1);
        var trained = NetworkTrainer.Train(with, data, new TrainingOptions { Epochs = 2, BatchSize = 2, NumberOfThreads = 1 });
        var plain = new EngineProbe(without, data, Loss.CategoricalCrossEntropy, [.. trained.EnumerateParameters()]);
        plain.Loss();
        for (var row = 0; row < data.Count; row++)
        {
            var outputs = new float[3];
            trained.Predict(data.Features(row), outputs);
            outputs.Should().Equal(plain.Output(row));
        }
    }

    [Fact]
    public void Validation_does_not_drop()
    {
        var with = TestNetworks.Parse("6-dropout:90-3:softmax");
        var data = TestNetworks.Classes(with, 30, seed: 2);

        var trained = NetworkTrainer.Train(
            with, data, new TrainingOptions { Epochs = 1, BatchSize = 30, NumberOfThreads = 1 }, validation: data);

        var plain = new EngineProbe(
            TestNetworks.Parse("6-3:softmax"), data, Loss.CategoricalCrossEntropy, [.. trained.EnumerateParameters()]);
        trained.History[0].ValidationLoss.Should().BeApproximately(plain.Loss(), 1e-6);
    }

    private static float[][] Mask(
        float rate, int rows, int columns, float value = 1, ulong seed = 1, long step = 0, int index = 0)
    {
        var (layer, pass) = Make(rate, rows, columns, seed, index);
        pass.Step = step;
        Fill(pass.Input, value);
        layer.Forward(pass);
        return Values(pass.Output);
    }

    private static (Layer Layer, LayerPass Pass) Make(float rate, int rows, int columns, ulong seed = 1, int index = 0) =>
        (new DropoutLayer(rate).CreateLayer(columns, index),
         new LayerPass
         {
             Team = Team,
             Level = SimdSupport.Best,
             Seed = seed,
             Input = new Matrix(rows, columns),
             Output = new Matrix(rows, columns),
             OutputGradient = new Matrix(rows, columns),
             InputGradient = new Matrix(rows, columns),
             Rows = rows,
         });

    private static void Fill(Matrix matrix, float value)
    {
        for (var row = 0; row < matrix.Rows; row++)
        {
            matrix.RowSpan(row).Fill(value);
        }
    }

    private static float[][] Values(Matrix matrix) =>
        [.. Enumerable.Range(0, matrix.Rows).Select(row => matrix.RowSpan(row).ToArray())];
}
