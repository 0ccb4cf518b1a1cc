namespace Ml.Net.Mlp.Report;

/// <summary>Keeps the rows with the largest confidence (or error) of those that it is given; of equal ones the first.</summary>
/// <param name="most">Rows to keep at most.</param>
internal sealed class WorstRows(int most)
{
    private readonly List<JudgedRow> _rows = [];

    /// <summary>Rows that were offered.</summary>
    public long Offered { get; private set; }

    /// <summary>The rows kept, the worst first.</summary>
    public IReadOnlyList<JudgedRow> Rows => _rows;

    public void Offer(RowBlock block, int row, float predicted, double confidence)
    {
        Offered++;
        if (most == 0 || (_rows.Count == most && confidence <= _rows[^1].Confidence))
        {
            return;
        }

        if (_rows.Count == most)
        {
            _rows.RemoveAt(most - 1);
        }

        var place = _rows.FindIndex(other => other.Confidence < confidence);
        _rows.Insert(place < 0 ? _rows.Count : place,
            new JudgedRow(block.Number(row), block.FeaturesOf(row).ToArray(), block.Label(row), predicted, confidence));
    }
}
