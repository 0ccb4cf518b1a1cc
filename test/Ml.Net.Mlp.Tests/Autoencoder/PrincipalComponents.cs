namespace Ml.Net.Mlp.Tests.Autoencoder;

/// <summary>What the principal components of rows leave unexplained, by Jacobi's rotations of the covariance matrix.</summary>
internal static class PrincipalComponents
{
    /// <summary>The eigenvalues of the covariance matrix, the largest first; their sum is the variance of all columns.</summary>
    public static double[] Eigenvalues(float[][] rows)
    {
        var size = rows[0].Length;
        var means = Enumerable.Range(0, size).Select(i => rows.Average(row => (double)row[i])).ToArray();
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                matrix[i, j] = rows.Average(row => (row[i] - means[i]) * (row[j] - means[j]));
            }
        }

        for (var sweep = 0; sweep < 50; sweep++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = i + 1; j < size; j++)
                {
                    Rotate(matrix, i, j);
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => matrix[i, i]).OrderDescending()];
    }

    /// <summary>Turns the plane of two axes so that their covariance becomes 0.</summary>
    private static void Rotate(double[,] matrix, int i, int j)
    {
        var angle = Math.Atan2(2 * matrix[i, j], matrix[j, j] - matrix[i, i]) / 2;
        var (sine, cosine) = Math.SinCos(angle);
        for (var k = 0; k < matrix.GetLength(0); k++)
        {
            (matrix[i, k], matrix[j, k]) = ((cosine * matrix[i, k]) - (sine * matrix[j, k]), (sine * matrix[i, k]) + (cosine * matrix[j, k]));
        }

        for (var k = 0; k < matrix.GetLength(0); k++)
        {
            (matrix[k, i], matrix[k, j]) = ((cosine * matrix[k, i]) - (sine * matrix[k, j]), (sine * matrix[k, i]) + (cosine * matrix[k, j]));
        }
    }
}
