using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// The three products of a dense layer against chains of fused multiply-adds: it matters neither how the blocks are dealt
/// out nor whether steps with zeros are left out.
/// </summary>
public sealed unsafe class MatrixProductTests
{
    private const int Width = PanelLayout.Width;

    private static readonly int[] Threads = [1, 2, 3, 7, 16];

    private static readonly double[] Densities = [0, 0.05, 0.3, 0.49, 1];

    /// <summary>Rows, inputs, outputs: 1, primes, and sizes next to those of tiles, panels, lists and blocks.</summary>
    private static readonly (int Rows, int Inputs, int Outputs)[] Shapes =
    [
        (1, 1, 1), (2, 3, 5), (7, 15, 17), (8, 16, 16), (9, 17, 15), (13, 257, 31), (63, 33, 65), (64, 64, 64),
        (65, 63, 47), (257, 19, 23), (5, 513, 97), (129, 31, 130), (300, 41, 7), (1, 130, 80), (127, 127, 33), (128, 20, 49),
    ];

    [Fact]
    public void Forward_is_input_times_weights_plus_bias() => ForEach(ProductProblem.Forward);

    [Fact]
    public void Weight_gradient_is_transposed_input_times_output_gradient_and_zero_in_the_padding() =>
        ForEach(ProductProblem.WeightGradient);

    [Fact]
    public void Input_gradient_is_output_gradient_times_transposed_weights() => ForEach(ProductProblem.InputGradient);

    /// <summary>Else a training that diverges would differ between machines.</summary>
    [Theory]
    [InlineData(0.95)]
    [InlineData(0.8)]
    [InlineData(0.6)]
    [InlineData(0.45)]
    [InlineData(0.1)]
    public void Which_steps_are_left_out_depends_on_the_operands_only(double zeros)
    {
        const int Rows = 40;
        const int Inputs = 64;
        const int Panels = 7;
        const int UsedInputs = 20;
        var x = new Matrix(Rows, Inputs);
        for (var row = 0; row < Rows; row++)
        {
            x.RowSpan(row)[row % UsedInputs] = 1;
        }

        using var team = new WorkerTeam(1);
        var nonZeros = new NonZeros(x, byColumns: false);
        nonZeros.Find(team, SimdSupport.Best, Rows);

        // Weights that are not finite show in the result whether their steps were taken.
        var weights = new AlignedBuffer(PanelLayout.Size(Inputs, Panels * Width));
        for (var panel = 0; panel < Panels; panel++)
        {
            weights.Span.Slice(((panel * Inputs) + UsedInputs) * Width, (Inputs - UsedInputs) * Width).Fill(float.NaN);
        }

        float[]? expected = null;
        foreach (var kernel in Kernels.Supported)
        {
            foreach (var threads in Threads)
            {
                var y = new Matrix(Rows, Panels * Width);
                var product = new MatrixProduct
                {
                    Operands =
                    {
                        A = x.Pointer, ARow = x.Stride, AStep = 1,
                        B = weights.Pointer, BPanel = Inputs * Width, BStep = Width,
                        C = y.Pointer, CRow = y.Stride, CPanel = Width,
                        Steps = Inputs,
                    },
                    Rows = Rows,
                    Panels = Panels,
                    Zeros = zeros,
                    Lists = nonZeros.ByRows,
                };
                product.Plan(kernel, threads);
                for (var block = 0; block < product.Blocks; block++)
                {
                    product.RunBlock(block);
                }

                var actual = new Span<float>(y.Pointer, Rows * y.Stride).ToArray();
                expected ??= actual;
                Bits.ShouldBeSame(actual, expected, $"{kernel.GetType().Name}, {threads} threads");
            }
        }

        if (zeros > 0.9)
        {
            expected.Should().OnlyContain(y => float.IsFinite(y), "steps are left out where nearly all values are zeros");
        }

        GC.KeepAlive(weights);
        GC.KeepAlive(nonZeros);
    }

    [Fact]
    public void Work_is_counted_with_the_padding_of_the_columns_and_without_the_steps_that_are_left_out()
    {
        var product = new MatrixProduct { Operands = { Steps = 7 }, Rows = 130, Panels = 3 };

        product.Flops.Should().Be(2 * 130 * 48 * 7);
        product.Zeros = 0.75;
        product.Flops.Should().Be(2 * 130 * 48 * 7 / 4);
        product.Zeros = 1;
        product.Flops.Should().Be(0);
    }

    [Fact]
    public void A_dense_product_is_cut_into_rows_and_tiles_the_same_for_any_number_of_threads()
    {
        foreach (var kernel in Kernels.Supported)
        {
            foreach (var threads in Threads)
            {
                var product = new MatrixProduct { Operands = { Steps = 7 }, Rows = 130, Panels = 3 };
                product.Plan(kernel, threads);

                product.Blocks.Should().Be(3 * (kernel.TilePanels == 2 ? 2 : 3));
            }
        }
    }

    [Theory]
    [InlineData(1, 8, 1000, 2)]
    [InlineData(2, 8, 1000, 2)]
    [InlineData(4, 8, 1000, 4)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(16, 1, 20, 1)]
    [InlineData(2, 3, 64, 2)]
    [InlineData(3, 4, 96, 3)]
    public void A_sparse_product_is_cut_into_few_blocks_but_enough_for_the_threads(int threads, int panels, int rows, int blocks)
    {
        var product = new MatrixProduct { Operands = { Steps = 7 }, Rows = rows, Panels = panels, Zeros = 0.9 };
        product.Plan(Kernels.Supported[0], threads);

        product.Blocks.Should().Be(blocks);
    }

    private static void ForEach(Func<int, int, int, double, ProductProblem> make)
    {
        foreach (var (rows, inputs, outputs) in Shapes)
        {
            foreach (var density in Densities)
            {
                var problem = make(rows, inputs, outputs, density);
                foreach (var threads in Threads)
                {
                    problem.Check(MatrixKernel.For(SimdSupport.Best), threads, skipZeros: true);
                }

                foreach (var kernel in Kernels.Supported)
                {
                    problem.Check(kernel, threads: 2, skipZeros: true);
                    problem.Check(kernel, threads: 2, skipZeros: false);
                }
            }
        }
    }
}
