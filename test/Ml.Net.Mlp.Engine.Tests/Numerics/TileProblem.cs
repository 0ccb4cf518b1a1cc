using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// Operands for one call of a micro-kernel, with strides that no two dimensions share and with values around the result
/// that must not change.
/// </summary>
internal sealed unsafe class TileProblem
{
    private const int Width = MatrixKernel.PanelWidth;
    private const int Rows = 8;
    private const int Guard = 21;

    private readonly int _steps;
    private readonly int _panels;
    private readonly float[] _a;
    private readonly float[] _b;
    private readonly float[] _start;
    private readonly float[] _before;
    private readonly (int ARow, int AStep, int BPanel, int BStep, int CRow, int CPanel) _strides;

    /// <summary>A call of a kernel.</summary>
    public delegate void TileAction(in MatrixTile tile);

    /// <param name="steps">Length of the reduction.</param>
    /// <param name="panels">Panels of the result.</param>
    /// <param name="transposed">Whether neighbours in A are rows, as in the weight gradient; otherwise they are steps.</param>
    public TileProblem(int steps, int panels, bool transposed)
    {
        _steps = steps;
        _panels = panels;
        _strides = transposed
            ? (1, Rows + 3, Width + 1, (panels * (Width + 1)) + 2, Width + 5, (Rows * (Width + 5)) + 7)
            : (steps + 3, 1, (steps * (Width + 5)) + 9, Width + 5, (panels * (Width + 1)) + 3, Width + 1);
        var seed = (ulong)((steps * 100) + panels);
        _a = Bits.RandomValues(Rows * steps * 2 + (Rows * Rows), seed);
        _b = Bits.RandomValues((panels * steps * (Width + 5)) + (panels * 9) + (steps * 2) + Width, seed + 1);
        _start = Bits.RandomValues(panels * Width, seed + 2);
        _before = Bits.RandomValues((2 * Guard) + (Rows * ((panels * (Width + 5)) + 3)) + (panels * 7) + Width, seed + 3);
    }

    public void CheckTile(MatrixKernel kernel, int rows, bool withStart, bool goesOn)
    {
        var actual = (float[])_before.Clone();
        Run(actual, withStart, goesOn, (in MatrixTile tile) => kernel.Multiply(tile, rows, _panels));

        var expected = (float[])_before.Clone();
        for (var row = 0; row < rows; row++)
        {
            Chain(expected, row, withStart, goesOn);
        }

        // Rows of the tile beyond those asked for may have any values.
        for (var row = rows; row < kernel.TileRows; row++)
        {
            for (var panel = 0; panel < _panels; panel++)
            {
                actual.AsSpan(Result(row, panel), Width).CopyTo(expected.AsSpan(Result(row, panel)));
            }
        }

        Bits.ShouldBeSame(actual, expected, $"{kernel.GetType().Name}, {rows} rows, {_panels} panels, {_steps} steps");
    }

    public void CheckRow(MatrixKernel kernel, bool withStart)
    {
        var actual = (float[])_before.Clone();
        Run(actual, withStart, goesOn: false, (in MatrixTile tile) => kernel.MultiplyRow(tile, _panels));

        var expected = (float[])_before.Clone();
        Chain(expected, 0, withStart, goesOn: false);
        Bits.ShouldBeSame(actual, expected, $"{kernel.GetType().Name}, single row, {_panels} panels, {_steps} steps");
    }

    /// <summary>Rows that each take the steps of a list of their own, random ones from none to all.</summary>
    public void CheckSparse(MatrixKernel kernel, int rows, bool withStart, bool goesOn)
    {
        const int BlockSteps = 130;
        var random = new CounterRandom((ulong)((_steps * 8) + rows));
        var lists = new int[rows][];
        var indices = Enumerable.Repeat(byte.MaxValue, rows * BlockSteps).ToArray();
        var counts = Enumerable.Repeat(byte.MaxValue, rows).ToArray();
        for (var row = 0; row < rows; row++)
        {
            lists[row] = [.. Enumerable.Range(0, _steps).Where(_ => random.NextInt(3) < row % 4)];
            lists[row].Select(step => (byte)step).ToArray().CopyTo(indices, row * BlockSteps);
            counts[row] = (byte)lists[row].Length;
        }

        var actual = (float[])_before.Clone();
        fixed (byte* index = indices)
        fixed (byte* count = counts)
        {
            var pointers = new IndexLists { Indices = index, Counts = count, Rows = rows, BlockSteps = BlockSteps };
            Run(actual, withStart, goesOn, (in MatrixTile tile) => kernel.MultiplySparse(tile, pointers, rows, _panels));
        }

        var expected = (float[])_before.Clone();
        for (var row = 0; row < rows; row++)
        {
            Chain(expected, row, withStart, goesOn, lists[row]);
        }

        Bits.ShouldBeSame(actual, expected, $"{kernel.GetType().Name}, {rows} sparse rows, {_panels} panels, {_steps} steps");
    }

    private int Result(int row, int panel) => Guard + (row * _strides.CRow) + (panel * _strides.CPanel);

    private void Run(float[] result, bool withStart, bool goesOn, TileAction action)
    {
        fixed (float* a = _a)
        fixed (float* b = _b)
        fixed (float* start = _start)
        fixed (float* c = result)
        {
            action(new MatrixTile
            {
                A = a, ARow = _strides.ARow, AStep = _strides.AStep,
                B = b, BPanel = _strides.BPanel, BStep = _strides.BStep,
                C = c + Guard, CRow = _strides.CRow, CPanel = _strides.CPanel,
                Start = withStart ? start : null,
                Continue = goesOn,
                Steps = _steps,
            });
        }
    }

    // The definition: one fused multiply-add after the other.
    private void Chain(float[] result, int row, bool withStart, bool goesOn) =>
        Chain(result, row, withStart, goesOn, Enumerable.Range(0, _steps).ToArray());

    private void Chain(float[] result, int row, bool withStart, bool goesOn, int[] steps)
    {
        for (var panel = 0; panel < _panels; panel++)
        {
            for (var lane = 0; lane < Width; lane++)
            {
                var index = Result(row, panel) + lane;
                var sum = goesOn ? result[index] : withStart ? _start[(panel * Width) + lane] : 0;
                foreach (var k in steps)
                {
                    var a = _a[(row * _strides.ARow) + (k * _strides.AStep)];
                    sum = MathF.FusedMultiplyAdd(a, _b[(panel * _strides.BPanel) + (k * _strides.BStep) + lane], sum);
                }

                result[index] = sum;
            }
        }
    }
}
