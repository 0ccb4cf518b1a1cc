using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>A digit of MNIST: 28 × 28 pixels from 0 (paper) to 1 (ink).</summary>
internal sealed class DigitImage
{
    public const int Width = 28;

    [VectorType(Width * Width)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }

    /// <summary>The first digits of a view.</summary>
    public static DigitImage[] Read(IDataView view, int rows = int.MaxValue) =>
    [
        .. view.GetColumn<float[]>(nameof(Features)).Zip(view.GetColumn<float>(nameof(Label)))
            .Take(rows).Select(pair => new DigitImage { Features = pair.First, Label = pair.Second }),
    ];

    /// <summary>The image turned by 180 degrees.</summary>
    public DigitImage Turned() => new() { Features = [.. Features.Reverse()], Label = Label };

    /// <summary>As much ink, but each pixel somewhere else.</summary>
    public DigitImage Scattered(Random random)
    {
        float[] pixels = [.. Features];
        random.Shuffle(pixels);
        return new DigitImage { Features = pixels, Label = Label };
    }
}
