using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// The three products of a dense layer, with the strides that it uses, against chains of fused multiply-adds; and that it
/// does not matter how the blocks are dealt out.
/// </summary>
public sealed unsafe class MatrixProductTests
{
    private const int Width = PanelLayout.Width;

    /// <summary>Rows, inputs, outputs: 1, primes, and sizes next to those of tiles, panels and blocks.</summary>
    private static readonly (int Rows, int Inputs, int Outputs)[] Shapes =
    [
        (1, 1, 1), (2, 3, 5), (7, 15, 17), (8, 16, 16), (9, 17, 15), (13, 257, 31), (63, 33, 65), (64, 64, 64),
        (65, 63, 47), (257, 19, 23), (5, 513, 257), (129, 31, 130), (300, 41, 7),
    ];

    [Fact]
    public void Forward_is_input_times_weights_plus_bias() => ForEach((kernel, rows, inputs, outputs) =>
    {
        var x = RandomMatrix(rows, inputs, 1);
        var y = new Matrix(rows, outputs);
        var plain = Bits.RandomValues(inputs * outputs, 2);
        var bias = new AlignedBuffer(PanelLayout.Pad(outputs));
        Bits.RandomValues(outputs, 3).CopyTo(bias.Span);
        var weights = Pack(plain, inputs, outputs);
        var product = new MatrixProduct
        {
            Operands =
            {
                A = x.Pointer, ARow = x.Stride, AStep = 1,
                B = weights.Pointer, BPanel = PanelLayout.Pad(inputs) * Width, BStep = Width,
                C = y.Pointer, CRow = y.Stride, CPanel = Width,
                Start = bias.Pointer,
                Steps = inputs,
            },
            Rows = Matrix.PadRows(rows),
            Panels = PanelLayout.Panels(outputs),
        };
        RunInRandomSplit(product, kernel);

        for (var i = 0; i < rows; i++)
        {
            var expected = Chains(outputs, bias.Span, inputs, (k, j) => (x.Row(i)[k], plain[(k * outputs) + j]));
            Bits.ShouldBeSame(y.RowSpan(i), expected, $"{kernel.GetType().Name}, {rows} x {inputs} x {outputs}, row {i}");
        }

        GC.KeepAlive(weights);
        GC.KeepAlive(bias);
    });

    [Fact]
    public void Weight_gradient_is_transposed_input_times_output_gradient_and_zero_in_the_padding() =>
        ForEach((kernel, rows, inputs, outputs) =>
        {
            var x = RandomMatrix(rows, inputs, 4);
            var dz = RandomMatrix(rows, outputs, 5);
            var panels = new AlignedBuffer(PanelLayout.Size(inputs, outputs));
            panels.Span.Fill(float.NaN);
            var product = new MatrixProduct
            {
                Operands =
                {
                    A = x.Pointer, ARow = 1, AStep = x.Stride,
                    B = dz.Pointer, BPanel = Width, BStep = dz.Stride,
                    C = panels.Pointer, CRow = Width, CPanel = PanelLayout.Pad(inputs) * Width,
                    Steps = rows,
                },
                Rows = PanelLayout.Pad(inputs),
                Panels = PanelLayout.Panels(outputs),
            };
            RunInRandomSplit(product, kernel);

            var plain = new float[inputs * outputs];
            for (var i = 0; i < inputs; i++)
            {
                Chains(outputs, new float[outputs], rows, (k, j) => (x.Row(k)[i], dz.Row(k)[j])).CopyTo(plain, i * outputs);
            }

            Bits.ShouldBeSame(panels.Span, Pack(plain, inputs, outputs).Span, $"{kernel.GetType().Name}, {rows} x {inputs} x {outputs}");
        });

    [Fact]
    public void Input_gradient_is_output_gradient_times_transposed_weights() => ForEach((kernel, rows, inputs, outputs) =>
    {
        var dz = RandomMatrix(rows, outputs, 6);
        var dx = new Matrix(rows, inputs);
        var plain = Bits.RandomValues(inputs * outputs, 7);
        var weights = Pack(plain, inputs, outputs);
        var transposed = new AlignedBuffer(PanelLayout.Size(outputs, inputs));
        var panelSize = PanelLayout.Pad(outputs) * Width;
        for (var panel = 0; panel < PanelLayout.Panels(inputs); panel++)
        {
            PanelLayout.TransposePanel(weights.Pointer, inputs, outputs, panel, transposed.Pointer + (panel * panelSize));
        }

        var product = new MatrixProduct
        {
            Operands =
            {
                A = dz.Pointer, ARow = dz.Stride, AStep = 1,
                B = transposed.Pointer, BPanel = panelSize, BStep = Width,
                C = dx.Pointer, CRow = dx.Stride, CPanel = Width,
                Steps = outputs,
            },
            Rows = Matrix.PadRows(rows),
            Panels = PanelLayout.Panels(inputs),
        };
        RunInRandomSplit(product, kernel);

        for (var i = 0; i < rows; i++)
        {
            var expected = Chains(inputs, new float[inputs], outputs, (k, j) => (dz.Row(i)[k], plain[(j * outputs) + k]));
            Bits.ShouldBeSame(dx.RowSpan(i), expected, $"{kernel.GetType().Name}, {rows} x {inputs} x {outputs}, row {i}");
        }

        GC.KeepAlive(weights);
        GC.KeepAlive(transposed);
    });

    [Fact]
    public void Work_is_counted_with_the_padding_in_it()
    {
        var product = new MatrixProduct { Operands = { Steps = 7 }, Rows = 136, Panels = 3 };

        product.Flops.Should().Be(2 * 136 * 48 * 7);
        product.RowBlocks.Should().Be(3);
        foreach (var kernel in Kernels.Supported)
        {
            product.PanelGroups(kernel).Should().Be(kernel.TilePanels == 2 ? 2 : 3);
            product.CountBlocks(kernel).Should().Be(3 * product.PanelGroups(kernel));
        }
    }

    private static void ForEach(Action<MatrixKernel, int, int, int> check)
    {
        foreach (var kernel in Kernels.Supported)
        {
            foreach (var (rows, inputs, outputs) in Shapes)
            {
                check(kernel, rows, inputs, outputs);
            }
        }
    }

    // Ranges of random lengths, in random order, as if many threads had shared the blocks.
    private static void RunInRandomSplit(in MatrixProduct product, MatrixKernel kernel)
    {
        var random = new CounterRandom((ulong)(product.Rows + product.Panels));
        var ranges = new List<(int First, int End)>();
        var blocks = product.CountBlocks(kernel);
        for (var first = 0; first < blocks;)
        {
            var end = Math.Min(blocks, first + 1 + random.NextInt(3));
            ranges.Add((first, end));
            first = end;
        }

        var order = Enumerable.Range(0, ranges.Count).ToArray();
        random.Shuffle(order);
        foreach (var index in order)
        {
            product.RunBlocks(kernel, ranges[index].First, ranges[index].End);
        }
    }

    private static float[] Chains(int columns, ReadOnlySpan<float> start, int steps, Func<int, int, (float A, float B)> operands)
    {
        var sums = start[..columns].ToArray();
        for (var j = 0; j < columns; j++)
        {
            for (var k = 0; k < steps; k++)
            {
                var (a, b) = operands(k, j);
                sums[j] = MathF.FusedMultiplyAdd(a, b, sums[j]);
            }
        }

        return sums;
    }

    private static Matrix RandomMatrix(int rows, int columns, ulong seed)
    {
        var matrix = new Matrix(rows, columns);
        var values = Bits.RandomValues(rows * columns, seed);
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
}
