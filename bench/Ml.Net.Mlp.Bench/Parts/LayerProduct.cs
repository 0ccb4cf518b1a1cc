using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// One of the three matrix products of a layer, as the engine lays out its operands, on numbers none of which is zero:
/// <c>forward</c> rows × outputs × inputs, <c>dW</c> inputs × outputs × rows, <c>dX</c> rows × inputs × outputs.
/// </summary>
internal sealed unsafe class LayerProduct : IDisposable
{
    private readonly WorkerTeam _team;
    private readonly AlignedBuffer _panels;
    private readonly Matrix _left;
    private readonly Matrix _right;
    private readonly Action<int, int> _blocks;
    private MatrixProduct _product;

    /// <summary>Makes the operands.</summary>
    /// <param name="kind">forward, dW or dX.</param>
    /// <param name="shape">Result's rows x result's columns x length of the sums, for example 128x512x512.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="threads">Threads that share the product.</param>
    public LayerProduct(string kind, string shape, SimdLevel level, int threads)
    {
        int[] sizes = [.. shape.Split('x').Select(int.Parse)];
        var (rows, columns, steps) = (sizes[0], sizes[1], sizes[2]);
        _team = new WorkerTeam(threads);
        _blocks = RunBlocks;
        switch (kind)
        {
            case "forward" or "dX":
                (_left, _right) = (Filled(rows, steps), Filled(rows, columns));
                _panels = Filled(PanelLayout.Size(steps, columns));
                _product.Operands = new MatrixTile
                {
                    A = _left.Pointer, ARow = _left.Stride, AStep = 1,
                    B = _panels.Pointer, BPanel = PanelLayout.Pad(steps) * PanelLayout.Width, BStep = PanelLayout.Width,
                    C = _right.Pointer, CRow = _right.Stride, CPanel = PanelLayout.Width,
                };
                break;
            case "dW":
                (_left, _right) = (Filled(steps, rows), Filled(steps, columns));
                _panels = Filled(PanelLayout.Size(rows, columns));
                _product.Operands = new MatrixTile
                {
                    A = _left.Pointer, ARow = 1, AStep = _left.Stride,
                    B = _right.Pointer, BPanel = PanelLayout.Width, BStep = _right.Stride,
                    C = _panels.Pointer, CRow = PanelLayout.Width, CPanel = PanelLayout.Pad(rows) * PanelLayout.Width,
                };
                break;
            default:
                throw new ArgumentException($"There is no product '{kind}'; expected forward, dW or dX.");
        }

        _product.Operands.Steps = steps;
        _product.Rows = rows;
        _product.Panels = PanelLayout.Panels(columns);
        _product.Plan(MatrixKernel.For(level), threads);
    }

    /// <summary>Floating-point operations of one product.</summary>
    public double Flops => _product.Flops;

    public void Run() => _team.Run(_product.Blocks, _product.Flops, _blocks);

    public void Dispose() => _team.Dispose();

    private static AlignedBuffer Filled(long length)
    {
        var buffer = new AlignedBuffer(length);
        Fill(buffer.Span);
        return buffer;
    }

    private static Matrix Filled(int rows, int columns)
    {
        var matrix = new Matrix(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            Fill(matrix.RowSpan(row));
        }

        return matrix;
    }

    private static void Fill(Span<float> values)
    {
        var random = new Random(1);
        foreach (ref var value in values)
        {
            value = 0.1f + random.NextSingle();
        }
    }

    private void RunBlocks(int first, int end)
    {
        for (var block = first; block < end; block++)
        {
            _product.RunBlock(block);
        }
    }
}
