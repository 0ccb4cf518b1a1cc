using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Where the weights of an inputs × outputs layer stand: panels of 16 outputs, one after the other; in a panel the inputs
/// one after the other, 16 floats each. Inputs and outputs are padded to multiples of 16 with zeros. This is the order in
/// which the matrix kernels read them, so weights are never packed; gradients and moments have the same layout.
/// </summary>
internal static unsafe class PanelLayout
{
    public const int Width = MatrixKernel.PanelWidth;

    /// <summary>Panels that hold so many columns.</summary>
    public static int Panels(int columns) => (columns + Width - 1) / Width;

    /// <summary>Columns with padding.</summary>
    public static int Pad(int columns) => Panels(columns) * Width;

    /// <summary>Floats of a whole weight array, padding included.</summary>
    public static long Size(int inputs, int outputs) => (long)Pad(inputs) * Pad(outputs);

    /// <summary>Index of the weight from an input to an output.</summary>
    public static long Index(int inputs, int input, int output) =>
        ((long)(output / Width) * Pad(inputs) * Width) + ((long)input * Width) + (output % Width);

    /// <summary>Copies weights into plain rows: inputs × outputs, row-major.</summary>
    public static void Unpack(float* panels, int inputs, int outputs, Span<float> rows)
    {
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                rows[(input * outputs) + output] = panels[Index(inputs, input, output)];
            }
        }
    }

    /// <summary>The inverse of <see cref="Unpack"/>.</summary>
    public static void Pack(ReadOnlySpan<float> rows, int inputs, int outputs, float* panels)
    {
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                panels[Index(inputs, input, output)] = rows[(input * outputs) + output];
            }
        }
    }

    /// <summary>
    /// Writes one panel of the transposed weights: 16 inputs as columns, the (padded) outputs as rows of 16 floats.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposePanel(float* panels, int inputs, int outputs, int inputPanel, float* destination)
    {
        var panelSize = (nint)Pad(inputs) * Width;
        var source = panels + ((nint)inputPanel * Width * Width);
        for (var panel = Panels(outputs); panel > 0; panel--)
        {
            for (var i = 0; i < Width; i += 4)
            {
                for (var j = 0; j < Width; j += 4)
                {
                    Transpose4x4(source + (i * Width) + j, destination + (j * Width) + i);
                }
            }

            source += panelSize;
            destination += Width * Width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4x4(float* source, float* destination)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + Width);
        var r2 = Vector128.Load(source + (2 * Width));
        var r3 = Vector128.Load(source + (3 * Width));

        // Two rounds of interleaving: pairs of rows (0, 2) and (1, 3), then the results.
        var low02 = Interleave(r0, r2, out var high02);
        var low13 = Interleave(r1, r3, out var high13);
        Interleave(low02, low13, out var c1).Store(destination);
        c1.Store(destination + Width);
        Interleave(high02, high13, out var c3).Store(destination + (2 * Width));
        c3.Store(destination + (3 * Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Interleave(Vector128<float> a, Vector128<float> b, out Vector128<float> high)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            high = System.Runtime.Intrinsics.X86.Sse.UnpackHigh(a, b);
            return System.Runtime.Intrinsics.X86.Sse.UnpackLow(a, b);
        }

        high = Vector128.Create(a[2], b[2], a[3], b[3]);
        return Vector128.Create(a[0], b[0], a[1], b[1]);
    }
}
