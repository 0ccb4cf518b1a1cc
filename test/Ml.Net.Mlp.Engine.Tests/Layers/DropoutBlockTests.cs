using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Dropout of parts of the values and at every vector width, against its definition value by value.</summary>
public sealed unsafe class DropoutBlockTests
{
    private const int Rows = 9;
    private const ulong Seed = 11;
    private const long Step = 5;
    private const int Index = 3;
    private const float Untouched = 42;

    private static readonly WorkerTeam Team = new(1);

    public static TheoryData<int, float> Cases()
    {
        var cases = new TheoryData<int, float>();
        foreach (var columns in new[] { 1, 3, 4, 5, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 100, 131 })
        {
            foreach (var rate in new[] { 0, 0.1f, 0.5f, 0.9999999f })
            {
                cases.Add(columns, rate);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_level_drops_what_the_draws_say(int columns, float rate)
    {
        foreach (var level in Kernels.AllLevels)
        {
            var (layer, pass) = Make(level, columns, rate);
            layer.Forward(pass);
            layer.Backward(pass);

            Check(pass.Output, pass.Input, rate, $"{level}, forward");
            Check(pass.InputGradient!, pass.OutputGradient!, rate, $"{level}, backward");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parts_in_any_order_make_the_whole(int columns, float rate)
    {
        foreach (var level in Kernels.AllLevels)
        {
            for (var round = 0; round < 4; round++)
            {
                var (layer, pass) = Make(level, columns, rate);
                foreach (var block in RandomPartition(columns, (ulong)round))
                {
                    layer.ForwardBlock(pass, block);
                    layer.BackwardBlock(pass, block);
                }

                Check(pass.Output, pass.Input, rate, $"{level}, forward");
                Check(pass.InputGradient!, pass.OutputGradient!, rate, $"{level}, backward");
            }
        }
    }

    [Fact]
    public void A_part_leaves_the_rest_alone()
    {
        const int Columns = 100;
        foreach (var level in Kernels.AllLevels)
        {
            var (layer, pass) = Make(level, Columns, 0.5f);
            layer.ForwardBlock(pass, new MatrixBlock(2, 5, 32, 80));

            for (var row = 0; row < Rows; row++)
            {
                var values = new Span<float>(pass.Output.Row(row), pass.Output.Stride);
                values[..32].ContainsAnyExcept(Untouched).Should().BeFalse();
                values[80..].ContainsAnyExcept(Untouched).Should().BeFalse();
                values[32..80].Contains(Untouched).Should().Be(row is < 2 or >= 5);
            }
        }
    }

    [Fact]
    public void A_value_is_kept_up_to_the_rate_that_equals_its_draw()
    {
        const int Columns = 70;
        foreach (var level in Kernels.AllLevels)
        {
            for (var column = 0; column < Columns; column++)
            {
                var draw = Draw(0, column, Columns);

                Output(level, Columns, draw / 65536f, column).Should().NotBe(0);
                Output(level, Columns, (draw + 1) / 65536f, column).Should().Be(0);
            }
        }

        static float Output(SimdLevel level, int columns, float rate, int column)
        {
            var (layer, pass) = Make(level, columns, rate);
            pass.Input.RowSpan(0)[column] = 3;
            layer.ForwardBlock(pass, new MatrixBlock(0, 1, 0, columns));
            return pass.Output.RowSpan(0)[column];
        }
    }

    private static (Layer Layer, LayerPass Pass) Make(SimdLevel level, int columns, float rate) =>
        (new DropoutLayer(rate).CreateLayer(columns, Index),
         new LayerPass
         {
             Team = Team,
             Level = level,
             Seed = Seed,
             Input = Values(columns, 1),
             Output = Filled(columns),
             OutputGradient = Values(columns, 2),
             InputGradient = Filled(columns),
             Rows = Rows,
             Step = Step,
         });

    private static Matrix Values(int columns, ulong seed)
    {
        float[] special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue];
        var matrix = new Matrix(Rows, columns);
        for (var row = 0; row < Rows; row++)
        {
            var values = Bits.RandomValues(columns, seed + (ulong)row);
            values[row % columns] = special[row % special.Length];
            values.CopyTo(matrix.RowSpan(row));
        }

        return matrix;
    }

    private static Matrix Filled(int columns)
    {
        var matrix = new Matrix(Rows, columns);
        new Span<float>(matrix.Pointer, Rows * matrix.Stride).Fill(Untouched);
        return matrix;
    }

    // Draw i of a row decides the values 4i to 4i + 3, by 16 bits each, the lowest first.
    private static uint Draw(int row, int column, int columns)
    {
        var key = CounterRandom.Key(Seed, RandomPurpose.Dropout, Step, Index);
        var draw = CounterRandom.At(key, (row * ((columns + 3) / 4)) + (column / 4));
        return (uint)(draw >> (column % 4 * 16)) & 0xFFFF;
    }

    private static void Check(Matrix actual, Matrix source, float rate, string what)
    {
        var columns = source.Columns;
        var threshold = Math.Min(Math.Round(rate * 65536.0), 65535);
        var scale = (float)(65536 / (65536 - threshold));
        var expected = new float[actual.Stride];
        for (var row = 0; row < Rows; row++)
        {
            Array.Fill(expected, Untouched);
            for (var column = 0; column < columns; column++)
            {
                expected[column] = Draw(row, column, columns) >= threshold ? source.RowSpan(row)[column] * scale : 0;
            }

            Bits.ShouldBeSame(new Span<float>(actual.Row(row), actual.Stride), expected, $"{what}, rate {rate}, row {row}");
        }
    }

    // As a product's blocks: from a multiple of 16 columns on, the last ones to the end of the padding.
    private static MatrixBlock[] RandomPartition(int columns, ulong seed)
    {
        var random = new CounterRandom(seed);
        var blocks = new List<MatrixBlock>();
        for (int row = 0, endRow; row < Rows; row = endRow)
        {
            endRow = Math.Min(Rows, row + 1 + random.NextInt(4));
            for (int panel = 0, endPanel; panel < PanelLayout.Panels(columns); panel = endPanel)
            {
                endPanel = Math.Min(PanelLayout.Panels(columns), panel + 1 + random.NextInt(4));
                blocks.Add(new MatrixBlock(row, endRow, panel * PanelLayout.Width, endPanel * PanelLayout.Width));
            }
        }

        var order = Enumerable.Range(0, blocks.Count).ToArray();
        random.Shuffle(order);
        return [.. order.Select(i => blocks[i])];
    }
}
