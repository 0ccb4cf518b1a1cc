namespace Ml.Net.Mlp.Samples.Plane;

/// <summary>Small problems in the plane.</summary>
internal static class PlaneData
{
    /// <summary>The four corners, -1 for false and 1 for true, and what the function says of them.</summary>
    public static PlanePoint[] Gate(Func<bool, bool, bool> function) =>
    [
        .. from first in new[] { false, true }
           from second in new[] { false, true }
           select new PlanePoint(first ? 1 : -1, second ? 1 : -1, function(first, second) ? 1 : 0),
    ];

    /// <summary>Three clouds of points that straight lines separate.</summary>
    public static PlanePoint[] Blobs(int seed) =>
        Clouds(seed, pointsPerCloud: 50, spread: 0.5, (3, 6, 0), (1, 2, 1), (5, 2, 2));

    /// <summary>A cloud around each corner of the exclusive or, and two clouds a class.</summary>
    /// <param name="seed">Where the random numbers come from.</param>
    /// <param name="pointsPerCloud">Points of a cloud.</param>
    /// <param name="spread">Standard deviation of the clouds.</param>
    public static PlanePoint[] ExclusiveOr(int seed, int pointsPerCloud, double spread) =>
        Clouds(seed, pointsPerCloud, spread, (-1, -1, 0), (-1, 1, 1), (1, -1, 1), (1, 1, 0));

    private static PlanePoint[] Clouds(int seed, int pointsPerCloud, double spread, params (double X, double Y, int Class)[] centers)
    {
        var random = new Random(seed);
        return
        [
            .. from point in Enumerable.Range(0, pointsPerCloud)
               from center in centers
               select new PlanePoint((float)(center.X + (spread * Normal(random))), (float)(center.Y + (spread * Normal(random))), center.Class),
        ];
    }

    /// <summary>About normally distributed: the sum of twelve uniform numbers has variance 1.</summary>
    private static double Normal(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
