namespace Ml.Net.Mlp.Engine;

/// <summary>Computes a <see cref="RobustScaleLayer"/>.</summary>
internal sealed class RobustScale(int inputs, float? limit) : FeatureScaler(inputs, limit)
{
    private const int MostRows = 1 << 17;
    private const int FewestRows = 1 << 7;
    private const int MostValues = 1 << 24;

    /// <summary>A column that varies less is taken as constant; the factor stays a finite number.</summary>
    private const double LeastRange = 1e-30;

    /// <summary>A feature that is mostly zero has median 0, and its zeros stay zeros.</summary>
    public override bool MakesZeros => true;

    protected override void ComputeStatistics(LearningRows rows, Span<float> centers, Span<float> factors)
    {
        var sample = rows.Sample(Math.Clamp(MostValues / Inputs, FewestRows, MostRows));
        var statistics = new (float Center, float Factor)[Inputs];
        rows.Team.Run(Inputs, 5_000L * sample.Count * Inputs, (first, end) =>
        {
            var values = new float[sample.Count];
            for (var column = first; column < end; column++)
            {
                for (var row = 0; row < values.Length; row++)
                {
                    values[row] = sample[row][column];
                }

                Array.Sort(values);
                statistics[column] = ((float)Quantile(values, 0.5), Factor(values));
            }
        });
        for (var column = 0; column < Inputs; column++)
        {
            (centers[column], factors[column]) = statistics[column];
        }
    }

    private static float Factor(float[] sorted)
    {
        var range = Quantile(sorted, 0.75) - Quantile(sorted, 0.25);
        if (range == 0)
        {
            range = ((double)sorted[^1] - sorted[0]) / 2;
        }

        return range > LeastRange ? (float)(1 / range) : 0;
    }

    /// <summary>Between the two nearest values in proportion, as numpy's default (type 7 of Hyndman and Fan, 1996).</summary>
    private static double Quantile(float[] sorted, double share)
    {
        var place = (sorted.Length - 1) * share;
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * ((double)sorted[above] - sorted[below]));
    }
}
