namespace Ml.Net.Mlp.Report;

/// <summary>How often each class was told as each class.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class ConfusionCounts(int classes)
{
    // Of many classes few pairs occur.
    private readonly Dictionary<(int Actual, int Predicted), long> _counts = [];
    private readonly long[] _rows = new long[classes];
    private readonly long[] _told = new long[classes];

    public int Classes => classes;

    public long Rows { get; private set; }

    public long Right { get; private set; }

    /// <summary>Rows of a class that were told as another, or the same.</summary>
    public long this[int actual, int predicted] => _counts.GetValueOrDefault((actual, predicted));

    public void Add(int actual, int predicted)
    {
        _counts[(actual, predicted)] = this[actual, predicted] + 1;
        _rows[actual]++;
        _told[predicted]++;
        Rows++;
        Right += actual == predicted ? 1 : 0;
    }

    public long RowsOf(int actual) => _rows[actual];

    public long ToldAs(int predicted) => _told[predicted];

    /// <summary>Share of rows told right.</summary>
    public double Accuracy => Ratio(Right, Rows);

    /// <summary>The mean, over the classes that occur, of the share of their rows told right.</summary>
    public double MacroAccuracy => Occurring.Average(Recall);

    /// <summary>The mean over the classes that occur of their F1.</summary>
    public double MacroF1 => Occurring.Average(F1);

    /// <summary>Of the rows told as a class, the share that is of it; 0 where there are none.</summary>
    public double Precision(int label) => Ratio(this[label, label], ToldAs(label));

    /// <summary>Of the rows of a class, the share told as it; 0 where there are none.</summary>
    public double Recall(int label) => Ratio(this[label, label], RowsOf(label));

    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    public double F1(int label) => Ratio(2 * this[label, label], RowsOf(label) + ToldAs(label));

    /// <summary>The pairs of classes that were confused, the most frequent first.</summary>
    public IEnumerable<(int Actual, int Predicted, long Count)> Confusions() =>
        from pair in _counts
        where pair.Key.Actual != pair.Key.Predicted
        orderby pair.Value descending, pair.Key
        select (pair.Key.Actual, pair.Key.Predicted, pair.Value);

    private IEnumerable<int> Occurring => Enumerable.Range(0, classes).Where(label => RowsOf(label) > 0);

    private static double Ratio(long part, long whole) => whole > 0 ? (double)part / whole : 0;
}
