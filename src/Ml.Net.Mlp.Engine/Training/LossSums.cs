namespace Ml.Net.Mlp.Engine;

/// <summary>Weighted sums over rows, from which the means of an epoch come.</summary>
internal readonly record struct LossSums(double Loss, double Hits, double Weight)
{
    public double MeanLoss => Loss / Weight;

    public double Accuracy => Hits / Weight;

    public static LossSums operator +(LossSums a, LossSums b) => new(a.Loss + b.Loss, a.Hits + b.Hits, a.Weight + b.Weight);
}
