using System.Numerics;
using System.Text.Json;

namespace Ml.Net.Mlp.Samples.Tests.Draw;

/// <summary>
/// The digits of one hand, from hands.json: made up to look like those of different people before any model saw them. Each stroke is
/// a curve through some points (Catmull and Rom, 1974), as a pointer would leave it.
/// </summary>
public sealed record Hand(string Name, float[][][] Digits)
{
    private const int PointsPerPart = 8;

    public static IReadOnlyList<Hand> All { get; } = Load();

    public override string ToString() => Name;

    /// <summary>The strokes of a digit, in a drawing area of 1 × 1.</summary>
    internal Vector2[][] Draw(int digit) => Array.ConvertAll(Digits[digit], Smooth);

    /// <summary>The same as the page sends it.</summary>
    internal float[][] Send(int digit) => Array.ConvertAll(Draw(digit), stroke => stroke.SelectMany(point => new[] { point.X, point.Y }).ToArray());

    private static Vector2[] Smooth(float[] numbers)
    {
        var points = numbers.Chunk(2).Select(point => new Vector2(point[0], point[1]) / 100).ToArray();
        var line = new List<Vector2>();
        for (var i = 0; i < points.Length - 1; i++)
        {
            var (a, b, c, d) = (points[Math.Max(0, i - 1)], points[i], points[i + 1], points[Math.Min(points.Length - 1, i + 2)]);
            for (var k = 0; k < PointsPerPart; k++)
            {
                var t = (float)k / PointsPerPart;
                line.Add(0.5f * ((2 * b) + ((c - a) * t) + (((2 * a) - (5 * b) + (4 * c) - d) * t * t) + (((3 * b) - a - (3 * c) + d) * t * t * t)));
            }
        }

        return [.. line, points[^1]];
    }

    private static Hand[] Load()
    {
        using var stream = typeof(Hand).Assembly.GetManifestResourceStream("hands.json")!;
        using var hands = JsonDocument.Parse(stream);
        return [.. hands.RootElement.EnumerateArray().Select(hand =>
            new Hand(hand.GetProperty("hand").GetString()!, hand.GetProperty("digits").Deserialize<float[][][]>()!))];
    }
}
