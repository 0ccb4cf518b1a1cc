namespace Ml.Net.Mlp.Report;

/// <summary>The weights between two columns of nodes.</summary>
/// <param name="Inputs">Units of the first.</param>
/// <param name="Units">Units of the second.</param>
/// <param name="Values">A weight for each pair: those of input 0 first.</param>
internal sealed record WeightMatrix(int Inputs, int Units, float[] Values)
{
    public static readonly WeightMatrix Empty = new(0, 0, []);

    public float this[int input, int unit] => Values[(input * Units) + unit];

    /// <summary>For each unit the Euclidean norm of the weights that lead to it.</summary>
    public double[] NormsOfUnits()
    {
        var norms = new double[Units];
        for (var i = 0; i < Values.Length; i++)
        {
            norms[i % Units] += (double)Values[i] * Values[i];
        }

        return [.. norms.Select(Math.Sqrt)];
    }

    /// <summary>For each input the Euclidean norm of the weights that lead from it.</summary>
    public double[] NormsOfInputs()
    {
        var norms = new double[Inputs];
        for (var i = 0; i < Values.Length; i++)
        {
            norms[i / Units] += (double)Values[i] * Values[i];
        }

        return [.. norms.Select(Math.Sqrt)];
    }

    /// <summary>The weights of a unit, one for each input.</summary>
    public float[] Of(int unit) => [.. Enumerable.Range(0, Inputs).Select(input => this[input, unit])];
}
