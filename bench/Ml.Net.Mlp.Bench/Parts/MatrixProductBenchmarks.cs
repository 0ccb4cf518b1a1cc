using BenchmarkDotNet.Attributes;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Bench;

/// <summary>The three products of a layer on one thread, for each instruction set of the machine.</summary>
public class MatrixProductBenchmarks : IDisposable
{
    private LayerProduct _product = null!;

    /// <summary>The product, and its result's rows x columns x length of the sums.</summary>
    [Params(
        "forward 128x256x784", "forward 128x512x512", "forward 128x2000x2500", "dW 784x256x128", "dW 512x512x128", "dW 2500x2000x128",
        "dX 128x512x512")]
    public string Product { get; set; } = "";

    /// <summary>Bits of a vector.</summary>
    [Params(512, 256)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var level = Bits == 512 ? SimdLevel.Vector512 : SimdLevel.Vector256;
        if (!SimdSupport.IsSupported(level))
        {
            throw new PlatformNotSupportedException($"This processor has no {Bits}-bit kernel.");
        }

        var words = Product.Split(' ');
        _product = new LayerProduct(words[0], words[1], level, threads: 1);
    }

    [Benchmark]
    public void Multiply() => _product.Run();

    [GlobalCleanup]
    public void Dispose() => _product.Dispose();
}
