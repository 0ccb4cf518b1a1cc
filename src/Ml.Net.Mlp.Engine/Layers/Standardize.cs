using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Computes a <see cref="StandardizeLayer"/>.</summary>
internal sealed unsafe class Standardize(int inputs) : FeatureScaler(inputs, limit: null)
{
    /// <summary>A column that varies less is taken as constant; the factor stays a finite number.</summary>
    private const double LeastDeviation = 1e-30;

    protected override void ComputeStatistics(LearningRows rows, Span<float> centers, Span<float> factors)
    {
        var means = new double[Inputs];
        var squares = new double[Inputs];
        var count = 0L;
        rows.Read((block, blockRows) =>
        {
            rows.Team.Run(Inputs, 500L * blockRows * Inputs, (first, end) => Add(block, blockRows, first, end, count, means, squares));
            count += blockRows;
        });
        for (var column = 0; column < Inputs; column++)
        {
            var deviation = Math.Sqrt(squares[column] / count);
            centers[column] = (float)means[column];
            factors[column] = deviation > LeastDeviation ? (float)(1 / deviation) : 0;
        }
    }

    // Mean and sum of squared distances, row after row (Welford, 1962): nothing large is subtracted from something large.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Matrix block, int rows, int firstColumn, int endColumn, long count, double[] means, double[] squares)
    {
        for (var row = 0; row < rows; row++)
        {
            var values = block.Row(row);
            var share = 1.0 / ++count;
            for (var column = firstColumn; column < endColumn; column++)
            {
                var distance = values[column] - means[column];
                means[column] += distance * share;
                squares[column] += distance * (values[column] - means[column]);
            }
        }
    }
}
