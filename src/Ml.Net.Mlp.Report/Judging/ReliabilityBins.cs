namespace Ml.Net.Mlp.Report;

/// <summary>
/// Whether probabilities mean what they say: predictions sorted into bins of equal width by their probability, and for each the
/// mean probability beside the share that came true. The expected calibration error is the mean, over all predictions, of the
/// distance between the two in their bin (Naeini, Cooper and Hauskrecht, 2015; Guo et al., 2017).
/// </summary>
/// <param name="bins">Number of bins.</param>
internal sealed class ReliabilityBins(int bins)
{
    private readonly long[] _rows = new long[bins];
    private readonly long[] _true = new long[bins];
    private readonly double[] _sums = new double[bins];

    public int Count => bins;

    public long Rows => _rows.Sum();

    public long RowsOf(int bin) => _rows[bin];

    /// <summary>The share that came true; 0 where the bin is empty.</summary>
    public double Share(int bin) => _rows[bin] == 0 ? 0 : (double)_true[bin] / _rows[bin];

    /// <summary>The mean probability; 0 where the bin is empty.</summary>
    public double Mean(int bin) => _rows[bin] == 0 ? 0 : _sums[bin] / _rows[bin];

    public double ExpectedCalibrationError => Enumerable.Range(0, bins).Sum(bin => _rows[bin] * Math.Abs(Share(bin) - Mean(bin))) / Math.Max(1, Rows);

    public void Add(double probability, bool cameTrue)
    {
        // A probability of a limit belongs to the bin below it, as with Guo et al.; 0 to the first.
        var bin = Math.Clamp((int)Math.Ceiling(probability * bins) - 1, 0, bins - 1);
        _rows[bin]++;
        _sums[bin] += probability;
        _true[bin] += cameTrue ? 1 : 0;
    }
}
