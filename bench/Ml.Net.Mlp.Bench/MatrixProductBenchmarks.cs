using BenchmarkDotNet.Attributes;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Bench;

/// <summary>The forward product of a layer on one thread, weights in panels, for each instruction set of the machine.</summary>
public unsafe class MatrixProductBenchmarks
{
    private Matrix _input = null!;
    private Matrix _output = null!;
    private AlignedBuffer _weights = null!;
    private MatrixKernel _kernel = null!;
    private MatrixProduct _product;

    /// <summary>Rows x outputs x inputs.</summary>
    [Params("128x256x784", "128x512x512", "128x2000x2500")]
    public string Shape { get; set; } = "";

    /// <summary>Bits of a vector.</summary>
    [Params(512, 256)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Shape.Split('x').Select(int.Parse).ToArray();
        var (rows, outputs, inputs) = (sizes[0], sizes[1], sizes[2]);
        _input = new Matrix(rows, inputs);
        _output = new Matrix(rows, outputs);
        _weights = new AlignedBuffer(PanelLayout.Size(inputs, outputs));
        _weights.Span.Fill(0.01f);
        for (var row = 0; row < rows; row++)
        {
            _input.RowSpan(row).Fill(0.5f);
        }

        var level = Bits == 512 ? SimdLevel.Vector512 : SimdLevel.Vector256;
        if (!SimdSupport.IsSupported(level))
        {
            throw new PlatformNotSupportedException($"This processor has no {Bits}-bit kernel.");
        }

        _kernel = MatrixKernel.For(level);
        _product = new MatrixProduct
        {
            Operands =
            {
                A = _input.Pointer, ARow = _input.Stride, AStep = 1,
                B = _weights.Pointer, BPanel = PanelLayout.Pad(inputs) * PanelLayout.Width, BStep = PanelLayout.Width,
                C = _output.Pointer, CRow = _output.Stride, CPanel = PanelLayout.Width,
                Steps = inputs,
            },
            Rows = Matrix.PadRows(rows),
            Panels = PanelLayout.Panels(outputs),
        };
    }

    [Benchmark]
    public void Forward() => _product.RunBlocks(_kernel, 0, _product.CountBlocks(_kernel));
}
