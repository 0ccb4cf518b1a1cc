using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>
/// Permutation importance (Breiman, 2001; Fisher, Rudin and Dominici, 2019): the error over some rows with the values of one
/// feature shuffled among them, less the error as they are.
/// </summary>
internal sealed class PermutationImportance
{
    /// <summary>Multiply-adds at most where rows are not asked for: some ten seconds.</summary>
    private const double MostWork = 1e12;

    private const int DefaultRows = 1000;
    private const int LeastRows = 200;

    private readonly Network _network;
    private readonly RowSample _sample;
    private readonly ErrorMeasure _measure;
    private readonly int _seed;
    private readonly float[] _features;
    private readonly float[] _labels;
    private readonly float[] _outputs;
    private readonly int _inputs;

    private PermutationImportance(Network network, RowSample sample, int rows, ErrorMeasure measure, int seed)
    {
        _network = network;
        _sample = sample;
        _measure = measure;
        _seed = seed;
        _inputs = sample.Inputs;
        _features = new float[rows * _inputs];
        _labels = new float[rows];
        _outputs = new float[rows * network.Description.Outputs];
        for (var row = 0; row < rows; row++)
        {
            sample.FeaturesOf(row).CopyTo(_features.AsSpan(row * _inputs, _inputs));
            _labels[row] = sample.Label(row);
        }
    }

    /// <summary>Rows that are to be drawn for it.</summary>
    public static int RowsToDraw(MlpReportOptions options, int inputs) =>
        options.ImportanceRows ?? Math.Clamp((1 << 24) / inputs, 50, DefaultRows);

    /// <summary>Measures what features are worth.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">Rows drawn at random.</param>
    /// <param name="measure">What is taken for the error.</param>
    /// <param name="options">Repeats, rows and seed.</param>
    public static Importance Measure(Network network, RowSample sample, ErrorMeasure measure, MlpReportOptions options)
    {
        var varying = Varying(sample);
        var (rows, repeats) = (sample.Count, options.ImportanceRepeats);
        var looked = varying;
        if (options.ImportanceRows == null)
        {
            var most = MostWork / network.ParameterCount;
            rows = (int)Math.Clamp(most / (Math.Max(1.0, varying.Count) * repeats), Math.Min(LeastRows, rows), rows);
            repeats = (int)Math.Clamp(most / (Math.Max(1.0, varying.Count) * rows), 1, repeats);
            looked = [.. varying.Take((int)Math.Max(1, most / ((double)rows * repeats)))];
        }

        return new PermutationImportance(network, sample, rows, measure, options.Seed).Run(varying, looked, repeats);
    }

    private Importance Run(IReadOnlyCollection<int> varying, IReadOnlyCollection<int> looked, int repeats)
    {
        var unshuffled = Error();
        var worths = new FeatureWorth?[_inputs];
        foreach (var feature in Enumerable.Range(0, _inputs).Except(varying))
        {
            // A feature that is the same everywhere stays as it is when shuffled.
            worths[feature] = new FeatureWorth(feature, 0, 0);
        }

        foreach (var feature in looked)
        {
            var growths = Enumerable.Range(0, repeats).Select(repeat => ErrorWithout(feature, repeat) - unshuffled).ToArray();
            var mean = growths.Average();
            worths[feature] = new FeatureWorth(feature, mean, repeats == 1 ? 0 : Math.Sqrt(growths.Sum(g => (g - mean) * (g - mean)) / (repeats - 1)));
        }

        return new Importance(_measure.Name, unshuffled, _labels.Length, repeats, worths);
    }

    /// <summary>The error with a feature shuffled; afterwards all is as before.</summary>
    private double ErrorWithout(int feature, int repeat)
    {
        var values = new float[_labels.Length];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = _features[(row * _inputs) + feature];
        }

        // A stream of its own for each, so that it does not depend on which others are looked at.
        new Random(unchecked((((_seed * 31) + repeat) * 1_000_003) + feature)).Shuffle(values);
        Set(feature, values);
        var error = Error();
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = _sample.FeaturesOf(row)[feature];
        }

        Set(feature, values);
        return error;
    }

    private void Set(int feature, float[] values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            _features[(row * _inputs) + feature] = values[row];
        }
    }

    private double Error()
    {
        _network.Predict(_features, _labels.Length, _outputs);
        return _measure.Of(_outputs, _labels);
    }

    /// <summary>Features that are not the same in all rows, those that vary most first.</summary>
    private static List<int> Varying(RowSample sample) =>
    [
        .. Enumerable.Range(0, sample.Inputs)
            .Select(feature => (Feature: feature, Deviation: Deviation(sample, feature)))
            .Where(feature => feature.Deviation > 0)
            .OrderByDescending(feature => feature.Deviation)
            .Select(feature => feature.Feature),
    ];

    private static double Deviation(RowSample sample, int feature)
    {
        var (first, differs, sum, squares) = (sample.FeaturesOf(0)[feature], false, 0.0, 0.0);
        for (var row = 0; row < sample.Count; row++)
        {
            var value = sample.FeaturesOf(row)[feature];
            differs |= !value.Equals(first);
            sum += float.IsNaN(value) ? 0 : value;
            squares += float.IsNaN(value) ? 0 : (double)value * value;
        }

        // Where only missing values make a difference there is no deviation, but something to shuffle.
        var variance = (squares / sample.Count) - (sum / sample.Count * (sum / sample.Count));
        return differs ? Math.Max(double.Epsilon, variance) : 0;
    }
}
