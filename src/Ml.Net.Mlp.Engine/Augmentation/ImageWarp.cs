using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Moves the pixels of an image by an affine map and a displacement field together, with one bilinear interpolation. One user at a time.
/// </summary>
internal sealed unsafe class ImageWarp
{
    private readonly int _width;
    private readonly int _height;
    private readonly float _background;
    private readonly AlignedBuffer _framed;

    /// <summary>Makes room.</summary>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="background">What lies around the image.</param>
    /// <param name="elasticSigma">See <see cref="ElasticField"/>; 0 where none is needed.</param>
    public ImageWarp(int width, int height, float background, float elasticSigma)
    {
        _width = width;
        _height = height;
        _background = background;
        Field = elasticSigma > 0 ? new ElasticField(width, height, elasticSigma) : null;

        // The image with a frame of background pixels: what is taken from beyond its edge fades into the background.
        _framed = new AlignedBuffer((long)(width + 2) * (height + 2));
        _framed.Span.Fill(background);
    }

    /// <summary>The displacements; the caller draws them.</summary>
    public ElasticField? Field { get; }

    /// <summary>Warps an image in place.</summary>
    /// <param name="image">The pixels, row after row.</param>
    /// <param name="map">The affine map.</param>
    /// <param name="alpha">What the displacements are multiplied by; 0 where there is no field.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Span<float> image, AffineMap map, float alpha)
    {
        var stride = _width + 2;
        for (var y = 0; y < _height; y++)
        {
            image.Slice(y * _width, _width).CopyTo(_framed.Span.Slice(((y + 1) * stride) + 1, _width));
        }

        // Coordinates from the frame's corner, so that those of all pixels that are not background are positive.
        var (middleX, middleY) = ((_width - 1) / 2f, (_height - 1) / 2f);
        var (endX, endY) = (_width + 1f, _height + 1f);
        var (stepX, stepY, background) = (map.XX, map.YX, _background);
        var framed = _framed.Pointer;
        for (var y = 0; y < _height; y++)
        {
            var target = image.Slice(y * _width, _width);
            var displacement = alpha == 0 ? null : Field!.Row(y);
            var down = y - middleY - map.Translation.Y;
            var left = -middleX - map.Translation.X;
            var (rowX, rowY) = ((map.XY * down) + (middleX + 1), (map.YY * down) + (middleY + 1));
            for (var x = 0; x < target.Length; x++)
            {
                var right = x + left;
                var fromX = (stepX * right) + rowX;
                var fromY = (stepY * right) + rowY;
                if (displacement != null)
                {
                    fromX += alpha * displacement[2 * x];
                    fromY += alpha * displacement[(2 * x) + 1];
                }

                target[x] = fromX >= 0 && fromX < endX && fromY >= 0 && fromY < endY ? Interpolate(framed, stride, fromX, fromY) : background;
            }
        }

        GC.KeepAlive(_framed);
        GC.KeepAlive(Field);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Interpolate(float* framed, int stride, float x, float y)
    {
        // A plain conversion would ask again whether the numbers fit.
        var (left, top) = (float.ConvertToIntegerNative<int>(x), float.ConvertToIntegerNative<int>(y));
        var (shareX, shareY) = (x - left, y - top);
        var corner = framed + (top * stride) + left;
        var upper = corner[0] + (shareX * (corner[1] - corner[0]));
        var lower = corner[stride] + (shareX * (corner[stride + 1] - corner[stride]));
        return upper + (shareY * (lower - upper));
    }
}
