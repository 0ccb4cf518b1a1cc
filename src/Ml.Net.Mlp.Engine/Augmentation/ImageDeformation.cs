using System.Collections.Concurrent;
using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Deforms images: features are the pixels of one, row after row. Scaling, shear, rotation, translation and an elastic displacement
/// (Simard et al., 2003) make one map from pixels to places in the image, whose values are interpolated bilinearly. What is not set
/// does not happen.
/// </summary>
/// <remarks>
/// Handwritten digits (Cireşan et al., 2010): <c>ElasticSigma</c> 5 to 6, <c>ElasticAlpha</c> 36 to 38, <c>RotationDegrees</c> and
/// <c>ShearDegrees</c> 15 with <c>RotatesOrShears</c>, 7.5 for the digits 1 and 7, <c>ScalePercent</c> 15 to 20. Pixels should not be
/// normalized one by one before: a moved stroke would meet another pixel's mean. Scale them all alike, or let the first layer of the
/// network do it.
/// </remarks>
public sealed class ImageDeformation : RowAugmentation
{
    private const int MostPixels = 1 << 24;

    private readonly ConcurrentBag<ImageWarp> _warps = [];

    /// <summary>Makes one that changes nothing yet.</summary>
    /// <param name="width">Pixels of a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more; 16,777,216 pixels at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ImageDeformation(int width, int height)
    {
        AugmentationCheck.Require(width is >= 1 and <= MostPixels, nameof(width), width, $"1 to {MostPixels}");
        AugmentationCheck.Require(height >= 1 && (long)width * height <= MostPixels, nameof(height), height,
            string.Create(CultureInfo.InvariantCulture, $"1 to {MostPixels / width}"));
        Width = width;
        Height = height;
    }

    /// <summary>Pixels of a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>
    /// Standard deviation, in pixels, of the Gaussian that makes the displacements smooth: a small one crumples, a large one shifts. 0.1
    /// to 100. Default 6.
    /// </summary>
    public float ElasticSigma
    {
        get;
        init
        {
            AugmentationCheck.Require(value is >= 0.1f and <= 100, nameof(ElasticSigma), value, "0.1 to 100");
            field = value;
        }
    } = 6;

    /// <summary>
    /// What the displacements are multiplied by, 0 (none) to 100,000. They are uniform in ±1 before they are smoothed, so that each
    /// component has a standard deviation of about <c>alpha / (6.1 sigma)</c> pixels. Default 0.
    /// </summary>
    public float ElasticAlpha { get; init => field = AugmentationCheck.RequireBound(value, nameof(ElasticAlpha), 100_000); }

    /// <summary>Largest angle, either way, by which an image is rotated about its middle: 0 to 180. Default 0.</summary>
    public float RotationDegrees { get; init => field = AugmentationCheck.RequireBound(value, nameof(RotationDegrees), 180); }

    /// <summary>Largest angle, either way, by which upright lines are made to lean (horizontal shear): 0 to below 90. Default 0.</summary>
    public float ShearDegrees { get; init => field = AugmentationCheck.RequireBound(value, nameof(ShearDegrees), 90, isInclusive: false); }

    /// <summary>
    /// Whether an image is either rotated or sheared, each as likely, rather than both (Cireşan et al., 2010). Default false.
    /// </summary>
    public bool RotatesOrShears { get; init; }

    /// <summary>
    /// Smaller bounds of both angles for the rows of some classes, by the class's index from 0; each 0 to 180. Default
    /// (<see langword="null"/>): none.
    /// </summary>
    public IReadOnlyDictionary<int, float>? DegreesByClass
    {
        get;
        init
        {
            foreach (var (label, degrees) in value ?? new Dictionary<int, float>())
            {
                AugmentationCheck.RequireBound(degrees, $"{nameof(DegreesByClass)}[{label}]", 180);
            }

            field = value == null ? null : new SortedDictionary<int, float>(value.ToDictionary());
        }
    }

    /// <summary>
    /// Largest change of width and height, in percent, drawn for each by itself: 15 for factors of 0.85 to 1.15. 0 to below 100.
    /// Default 0.
    /// </summary>
    public float ScalePercent { get; init => field = AugmentationCheck.RequireBound(value, nameof(ScalePercent), 100, isInclusive: false); }

    /// <summary>
    /// Largest shift, in pixels and parts of them, to each side and up and down, drawn for each by itself: 0 to 100,000. Default 0.
    /// </summary>
    public float TranslationPixels { get; init => field = AugmentationCheck.RequireBound(value, nameof(TranslationPixels), 100_000); }

    /// <summary>What lies around an image, finite; the pixels at its edge fade into it. Default 0.</summary>
    public float Background
    {
        get;
        init
        {
            AugmentationCheck.Require(float.IsFinite(value), nameof(Background), value, "a finite number");
            field = value;
        }
    }

    internal override bool KeepsFinite => true;

    private bool ChangesNothing =>
        ElasticAlpha == 0 && RotationDegrees == 0 && ShearDegrees == 0 && ScalePercent == 0 && TranslationPixels == 0;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are not as many features as pixels.</exception>
    public override void Augment(Span<float> features, int label, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (RefuseRow(features.Length) is { } expected)
        {
            throw new ArgumentException($"features has {features.Length} values; expected {expected}.", nameof(features));
        }

        if (ChangesNothing)
        {
            return;
        }

        var map = DrawMap(label, random);
        var warp = _warps.TryTake(out var free) ? free : new ImageWarp(Width, Height, Background, ElasticAlpha > 0 ? ElasticSigma : 0);
        warp.Field?.Draw(SimdSupport.Best, random.NextKey());
        warp.Run(features, map, ElasticAlpha);
        _warps.Add(warp);
    }

    internal override string? RefuseRow(int features) => features == Width * Height
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Width * Height} features ({Width} × {Height} pixels)");

    // A pixel costs four nanoseconds.
    internal override long WorkPerRow(int features) =>
        (400L * features) + (ElasticAlpha > 0 ? ElasticField.Work(Width, Height, ElasticSigma) : 0);

    /// <summary>Draws every number, whether it is used or not: what is set does not change the draws of what else is set.</summary>
    private AffineMap DrawMap(int label, RandomStream random)
    {
        var bound = DegreesByClass != null && DegreesByClass.TryGetValue(label, out var degrees) ? degrees : 180;
        var rotation = DrawUpTo(MathF.Min(RotationDegrees, bound), random);
        var shear = DrawUpTo(MathF.Min(ShearDegrees, bound), random);
        var rotates = random.NextBool();
        var (scaleX, scaleY) = (1 + (DrawUpTo(ScalePercent, random) / 100), 1 + (DrawUpTo(ScalePercent, random) / 100));
        var translation = ((float)DrawUpTo(TranslationPixels, random), (float)DrawUpTo(TranslationPixels, random));
        return AffineMap.Of(RotatesOrShears && !rotates ? 0 : rotation, RotatesOrShears && rotates ? 0 : shear, scaleX, scaleY) with
        {
            Translation = translation,
        };
    }

    private static double DrawUpTo(float bound, RandomStream random) => bound * ((2 * random.NextDouble()) - 1);
}
