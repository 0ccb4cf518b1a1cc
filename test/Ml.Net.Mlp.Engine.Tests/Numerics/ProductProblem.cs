using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// One of the three products of a dense layer, with the strides that it uses, its result by the definition (chains of fused
/// multiply-adds over plain arrays, padding included), and the places of operand A's values that are not zero.
/// </summary>
internal sealed unsafe class ProductProblem
{
    private const int Width = PanelLayout.Width;

    /// <summary>What the result's memory holds before.</summary>
    private const float Untouched = -12345.678f;

    private static readonly WorkerTeam Team = new(1);

    private readonly string _name;
    private readonly NonZeros _nonZeros;
    private readonly object[] _operands;
    private readonly float* _result;
    private readonly int _resultLength;
    private readonly float[] _expected;
    private readonly MatrixProduct _product;

    private ProductProblem(
        string name, MatrixProduct product, NonZeros nonZeros, IndexLists lists, int resultLength, float[] expected,
        params object[] operands)
    {
        _name = name;
        _product = product;
        _product.Zeros = nonZeros.Zeros;
        _product.Lists = lists;
        _nonZeros = nonZeros;
        _result = product.Operands.C;
        _resultLength = resultLength;
        _expected = expected;
        _operands = operands;
    }

    private int Columns => _product.Panels * Width;

    /// <summary>Y = X · W + b, where X has zeros.</summary>
    public static ProductProblem Forward(int rows, int inputs, int outputs, double density)
    {
        var x = OperandA(rows, inputs, density, 1);
        var w = OperandB(inputs, outputs, 2);
        var bias = new AlignedBuffer(PanelLayout.Pad(outputs));
        Bits.RandomValues(outputs, 3).CopyTo(bias.Span);
        bias.Span[0] = -0f;
        var weights = Pack(w, inputs, outputs);
        var (matrix, nonZeros) = Find(x, rows, inputs);
        var y = new Matrix(rows, outputs);
        return new ProductProblem(
            $"forward {rows} x {inputs} x {outputs} at density {density}",
            new MatrixProduct
            {
                Operands =
                {
                    A = matrix.Pointer, ARow = matrix.Stride, AStep = 1,
                    B = weights.Pointer, BPanel = PanelLayout.Pad(inputs) * Width, BStep = Width,
                    C = y.Pointer, CRow = y.Stride, CPanel = Width,
                    Start = bias.Pointer,
                    Steps = inputs,
                },
                Rows = rows,
                Panels = PanelLayout.Panels(outputs),
            },
            nonZeros, nonZeros.ByRows, Matrix.PadRows(rows) * y.Stride, Chains(x, w, bias.Span, rows, inputs, outputs, rows),
            matrix, weights, bias, y);
    }

    /// <summary>dW = Xᵀ · dZ, where X has zeros; the result has the layout of the weights.</summary>
    public static ProductProblem WeightGradient(int rows, int inputs, int outputs, double density)
    {
        var x = OperandA(rows, inputs, density, 4);
        var dz = OperandB(rows, outputs, 5);
        var gradient = ToMatrix(dz, rows, outputs);
        var (matrix, nonZeros) = Find(x, rows, inputs);
        var dw = new AlignedBuffer(PanelLayout.Size(inputs, outputs));
        return new ProductProblem(
            $"weight gradient {rows} x {inputs} x {outputs} at density {density}",
            new MatrixProduct
            {
                Operands =
                {
                    A = matrix.Pointer, ARow = 1, AStep = matrix.Stride,
                    B = gradient.Pointer, BPanel = Width, BStep = gradient.Stride,
                    C = dw.Pointer, CRow = Width, CPanel = PanelLayout.Pad(inputs) * Width,
                    Steps = rows,
                },
                Rows = PanelLayout.Pad(inputs),
                Panels = PanelLayout.Panels(outputs),
            },
            nonZeros, nonZeros.ByColumns, dw.Length,
            Chains(Transpose(x, rows, inputs), dz, new float[outputs], inputs, rows, outputs, PanelLayout.Pad(inputs)),
            matrix, gradient, dw);
    }

    /// <summary>dX = dZ · Wᵀ, where dZ has zeros.</summary>
    public static ProductProblem InputGradient(int rows, int inputs, int outputs, double density)
    {
        var dz = OperandA(rows, outputs, density, 6);
        var w = OperandB(inputs, outputs, 7);
        var weights = Pack(w, inputs, outputs);
        var transposed = new AlignedBuffer(PanelLayout.Size(outputs, inputs));
        var panelSize = PanelLayout.Pad(outputs) * Width;
        for (var panel = 0; panel < PanelLayout.Panels(inputs); panel++)
        {
            PanelLayout.TransposePanel(weights.Pointer, inputs, outputs, panel, transposed.Pointer + (panel * panelSize));
        }

        var (matrix, nonZeros) = Find(dz, rows, outputs);
        var dx = new Matrix(rows, inputs);
        return new ProductProblem(
            $"input gradient {rows} x {inputs} x {outputs} at density {density}",
            new MatrixProduct
            {
                Operands =
                {
                    A = matrix.Pointer, ARow = matrix.Stride, AStep = 1,
                    B = transposed.Pointer, BPanel = panelSize, BStep = Width,
                    C = dx.Pointer, CRow = dx.Stride, CPanel = Width,
                    Steps = outputs,
                },
                Rows = rows,
                Panels = PanelLayout.Panels(inputs),
            },
            nonZeros, nonZeros.ByRows, Matrix.PadRows(rows) * dx.Stride,
            Chains(dz, Transpose(w, inputs, outputs), new float[inputs], rows, outputs, inputs, rows),
            matrix, weights, transposed, dx);
    }

    /// <summary>
    /// Runs all blocks in random order, as if many threads had shared them, and compares: after half of the blocks what they
    /// have written, and at the end the result and that each element of it belonged to exactly one block.
    /// </summary>
    public void Check(MatrixKernel kernel, int threads, bool skipZeros)
    {
        var product = _product;
        product.Zeros = skipZeros ? product.Zeros : 0;
        product.Plan(kernel, threads);
        var what = $"{kernel.GetType().Name}, {threads} threads, {(product.Zeros > 0 ? "sparse" : "dense")} {_name}";
        new Span<float>(_result, _resultLength).Fill(Untouched);
        var order = Enumerable.Range(0, product.Blocks).ToArray();
        new CounterRandom((ulong)(threads + product.Blocks)).Shuffle(order);
        var covered = new int[product.Rows * product.Panels];
        for (var i = 0; i < order.Length; i++)
        {
            if (i == order.Length / 2)
            {
                CheckUntouched(covered, what);
            }

            Cover(product.RunBlock(order[i]), covered);
        }

        if (covered.AsSpan().ContainsAnyExcept(1))
        {
            Assert.Fail($"{what}: row {covered.AsSpan().IndexOfAnyExcept(1) / product.Panels} is not done exactly once.");
        }

        var actual = new float[_expected.Length];
        for (var row = 0; row < product.Rows; row++)
        {
            for (var panel = 0; panel < product.Panels; panel++)
            {
                Panel(row, panel).CopyTo(actual.AsSpan((row * Columns) + (panel * Width)));
            }
        }

        Bits.ShouldBeSame(actual, _expected, what);
        CheckBehindRows(what);
        CheckBelowRows(what, mayWrite: product.Zeros < 1);
        GC.KeepAlive(_nonZeros);
        GC.KeepAlive(_operands);
    }

    private Span<float> Panel(int row, int panel) =>
        new(_result + (row * _product.Operands.CRow) + (panel * _product.Operands.CPanel), Width);

    private void Cover(MatrixBlock block, int[] covered)
    {
        if (block.FirstColumn % Width != 0 || block.EndColumn % Width != 0)
        {
            Assert.Fail($"{block} does not consist of whole panels.");
        }

        for (var row = block.FirstRow; row < block.EndRow; row++)
        {
            for (var panel = block.FirstColumn / Width; panel < block.EndColumn / Width; panel++)
            {
                covered[(row * _product.Panels) + panel]++;
            }
        }
    }

    private void CheckUntouched(int[] covered, string what)
    {
        for (var i = 0; i < covered.Length; i++)
        {
            if (covered[i] == 0 && Panel(i / _product.Panels, i % _product.Panels).ContainsAnyExcept(Untouched))
            {
                Assert.Fail($"{what}: a block wrote to row {i / _product.Panels}, panel {i % _product.Panels}, which is not its own.");
            }
        }
    }

    // Rows of a matrix may be longer than its panels.
    private void CheckBehindRows(string what)
    {
        var gap = (int)_product.Operands.CRow - Columns;
        for (var row = 0; row < _product.Rows && gap > 0; row++)
        {
            if (new Span<float>(_result + (row * _product.Operands.CRow) + Columns, gap).ContainsAnyExcept(Untouched))
            {
                Assert.Fail($"{what}: something was written behind row {row}.");
            }
        }
    }

    // A dense tile may compute more rows than asked for; there are no lists for those.
    private void CheckBelowRows(string what, bool mayWrite)
    {
        var end = _product.Rows * (int)_product.Operands.CRow;
        if (!mayWrite && _product.Operands.CRow >= Columns && new Span<float>(_result, _resultLength)[end..].ContainsAnyExcept(Untouched))
        {
            Assert.Fail($"{what}: something was written below the last row.");
        }
    }

    // Zeros of both signs, and rows so small that their sums underflow.
    private static float[] OperandA(int rows, int columns, double density, ulong seed)
    {
        var values = Bits.RandomValues(rows * columns, seed);
        var random = new CounterRandom(seed);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= (i / columns % 5) == 3 ? 1e-30f : 1;
            values[i] = random.NextDouble() < density ? values[i] : i % 3 == 0 ? -0f : 0;
        }

        return values;
    }

    // Without zeros, so that steps left out by mistake show, and with columns so small that their sums underflow.
    private static float[] OperandB(int rows, int columns, ulong seed)
    {
        var values = Bits.RandomValues(rows * columns, seed);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (values[i] == 0 ? 0.1f : values[i]) * ((i % columns % 4) == 3 ? 1e-30f : 1);
        }

        return values;
    }

    private static (Matrix Matrix, NonZeros NonZeros) Find(float[] values, int rows, int columns)
    {
        var matrix = ToMatrix(values, rows, columns);
        var nonZeros = new NonZeros(matrix, byColumns: true);
        nonZeros.Find(Team, SimdSupport.Best, rows);
        return (matrix, nonZeros);
    }

    private static Matrix ToMatrix(float[] values, int rows, int columns)
    {
        var matrix = new Matrix(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            values.AsSpan(row * columns, columns).CopyTo(matrix.RowSpan(row));
        }

        return matrix;
    }

    private static AlignedBuffer Pack(float[] plain, int inputs, int outputs)
    {
        var panels = new AlignedBuffer(PanelLayout.Size(inputs, outputs));
        PanelLayout.Pack(plain, inputs, outputs, panels.Pointer);
        return panels;
    }

    private static float[] Transpose(float[] plain, int rows, int columns)
    {
        var transposed = new float[plain.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            transposed[(i % columns * rows) + (i / columns)] = plain[i];
        }

        return transposed;
    }

    // The result, with zeros for padded rows and columns.
    private static float[] Chains(float[] a, float[] b, ReadOnlySpan<float> start, int rows, int steps, int columns, int resultRows)
    {
        var stride = PanelLayout.Pad(columns);
        var result = new float[resultRows * stride];
        for (var i = 0; i < rows; i++)
        {
            var sums = result.AsSpan(i * stride, columns);
            start[..columns].CopyTo(sums);
            for (var k = 0; k < steps; k++)
            {
                var x = a[(i * steps) + k];
                var w = b.AsSpan(k * columns, columns);
                for (var j = 0; j < w.Length; j++)
                {
                    sums[j] = MathF.FusedMultiplyAdd(x, w[j], sums[j]);
                }
            }

            for (var j = 0; j < columns; j++)
            {
                // -0 becomes 0.
                sums[j] += 0f;
            }
        }

        return result;
    }
}
