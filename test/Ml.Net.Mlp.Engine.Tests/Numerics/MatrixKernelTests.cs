using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Every micro-kernel against its definition, a chain of fused multiply-adds, to the last bit.</summary>
public sealed class MatrixKernelTests
{
    private static readonly int[] StepCounts = [1, 2, 3, 7, 8, 17, 64, 257];

    [Fact]
    public void Each_level_has_the_kernel_of_its_instruction_set()
    {
        MatrixKernel.For(SimdLevel.Scalar).Should().BeOfType<PortableMatrixKernel>();
        MatrixKernel.For(SimdLevel.Vector128).Should().BeOfType<PortableMatrixKernel>();
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
}
