using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Every micro-kernel against its definition, a chain of fused multiply-adds, to the last bit.</summary>
public sealed unsafe class MatrixKernelTests
{
    private const int Width = MatrixKernel.PanelWidth;

    private static readonly int[] StepCounts = [1, 2, 3, 7, 8, 17, 64, 257];

    [Fact]
    public void Each_level_has_the_kernel_of_its_instruction_set()
    {
        MatrixKernel.For(SimdLevel.Scalar).Should().BeOfType<PortableMatrixKernel>();
        MatrixKernel.For(SimdLevel.Vector128).Should().BeOfType<NeonMatrixKernel>();
        MatrixKernel.For(SimdLevel.Vector256).Should().BeOfType<Avx2MatrixKernel>();
        MatrixKernel.For(SimdLevel.Vector512).Should().BeOfType<Avx512MatrixKernel>();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_tile_starts_at_zero_or_at_the_given_values(bool transposed, bool withStart) =>
        CheckTiles(transposed, withStart, goesOn: false);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_tile_that_continues_goes_on_from_the_result_and_ignores_the_start(bool transposed, bool withStart) =>
        CheckTiles(transposed, withStart, goesOn: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_single_row_goes_over_any_number_of_panels(bool withStart)
    {
        foreach (var kernel in Kernels.Supported)
        {
            for (var panels = 1; panels <= 20; panels++)
            {
                foreach (var steps in new[] { 1, 5, 64, 257 })
                {
                    new TileProblem(steps, panels, transposed: false).CheckRow(kernel, withStart);
                }
            }
        }
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public void Sparse_rows_take_the_steps_of_their_lists(bool transposed, bool withStart, bool goesOn)
    {
        foreach (var kernel in Kernels.Supported)
        {
            foreach (var steps in new[] { 1, 7, 64, 128 })
            {
                for (var panels = 1; panels <= MatrixKernel.SparsePanels; panels++)
                {
                    var problem = new TileProblem(steps, panels, transposed);
                    foreach (var rows in new[] { 1, 2, 5, 8 })
                    {
                        problem.CheckSparse(kernel, rows, withStart, goesOn);
                    }
                }
            }
        }
    }

    /// <summary>Else a step left out could show: adding 0 · w to a sum of -0 makes it 0.</summary>
    [Theory]
    [InlineData(1e-30f, -1e-30f, 0)]
    [InlineData(1e-30f, -1e-30f, -0f)]
    [InlineData(0, -1, -0f)]
    public void A_sum_of_minus_zero_is_stored_as_zero(float left, float right, float before)
    {
        foreach (var kernel in Kernels.Supported)
        {
            foreach (var goesOn in new[] { false, true })
            {
                for (var rows = 2; rows <= kernel.TileRows; rows += 2)
                {
                    for (var panels = 1; panels <= kernel.TilePanels; panels++)
                    {
                        CheckZero(
                            rows, panels, left, right, before, goesOn,
                            (in MatrixTile tile) => kernel.Multiply(tile, rows, panels), $"{kernel.GetType().Name}, {rows} rows");
                    }
                }

                CheckSparseZero(kernel, listed: 1, left, right, before, goesOn);
                CheckSparseZero(kernel, listed: 0, left, right, before, goesOn);
            }

            foreach (var panels in new[] { 1, 3, 8, 9 })
            {
                CheckZero(
                    1, panels, left, right, before, goesOn: false,
                    (in MatrixTile tile) => kernel.MultiplyRow(tile, panels), $"{kernel.GetType().Name}, single row");
            }
        }
    }

    private static void CheckTiles(bool transposed, bool withStart, bool goesOn)
    {
        foreach (var kernel in Kernels.Supported)
        {
            foreach (var steps in StepCounts)
            {
                for (var panels = 1; panels <= kernel.TilePanels; panels++)
                {
                    var problem = new TileProblem(steps, panels, transposed);
                    for (var rows = 2; rows <= kernel.TileRows; rows += 2)
                    {
                        problem.CheckTile(kernel, rows, withStart, goesOn);
                    }
                }
            }
        }
    }

    private static void CheckSparseZero(MatrixKernel kernel, byte listed, float left, float right, float before, bool goesOn)
    {
        const int Rows = 3;
        var indices = stackalloc byte[Rows];
        var counts = stackalloc byte[Rows] { listed, listed, listed };
        var lists = new IndexLists { Indices = indices, Counts = counts, Rows = Rows, BlockSteps = 1 };
        for (var panels = 1; panels <= MatrixKernel.SparsePanels; panels++)
        {
            CheckZero(
                Rows, panels, left, right, before, goesOn, (in MatrixTile tile) => kernel.MultiplySparse(tile, lists, Rows, panels),
                $"{kernel.GetType().Name}, sparse, {listed} steps listed");
        }
    }

    private static void CheckZero(
        int rows, int panels, float left, float right, float before, bool goesOn, TileProblem.TileAction multiply, string what)
    {
        var a = Enumerable.Repeat(left, 8).ToArray();
        var b = Enumerable.Repeat(right, panels * Width).ToArray();
        var start = Enumerable.Repeat(before, panels * Width).ToArray();
        var actual = Enumerable.Repeat(before, 8 * panels * Width).ToArray();
        fixed (float* pointerA = a)
        fixed (float* pointerB = b)
        fixed (float* pointerStart = start)
        fixed (float* pointerC = actual)
        {
            multiply(new MatrixTile
            {
                A = pointerA, ARow = 1, AStep = 1,
                B = pointerB, BPanel = Width, BStep = Width,
                C = pointerC, CRow = panels * Width, CPanel = Width,
                Start = pointerStart,
                Continue = goesOn,
                Steps = 1,
            });
        }

        Bits.ShouldBeSame(actual.AsSpan(0, rows * panels * Width), new float[rows * panels * Width], $"{what}, {panels} panels");
    }
}
