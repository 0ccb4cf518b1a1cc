using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Gathers the multiclass metrics row by row.</summary>
internal sealed class MulticlassCounters
{
    private const float SmallestProbability = 1e-15f;

    private readonly int _classes;
    private readonly double[] _rowsOfClass;
    private readonly double[] _logLossOfClass;
    private readonly double[] _rowsOfRank;
    private readonly double[][] _confusion;
    private double _rows;
    private double _correct;
    private double _logLoss;

    public MulticlassCounters(int classes)
    {
        _classes = classes;
        _rowsOfClass = new double[classes];
        _logLossOfClass = new double[classes];
        _rowsOfRank = new double[classes + 1];
        _confusion = Enumerable.Range(0, classes).Select(_ => new double[classes]).ToArray();
    }

    /// <summary>Takes a row. A label outside the classes counts as wrong, with the largest loss.</summary>
    public void Add(int label, ReadOnlySpan<float> scores)
    {
        var known = label < _classes;
        var probability = known ? Math.Min(1, Math.Max(SmallestProbability, scores[label])) : SmallestProbability;
        var loss = -Math.Log(probability);

        // Equal scores rank in the order of the classes.
        var ownScore = known ? scores[label] : 0;
        var rank = 0;
        var predicted = 0;
        for (var i = 0; i < _classes; i++)
        {
            if (scores[i] > ownScore || (scores[i] == ownScore && i < label))
                rank++;
            if (scores[i] > scores[predicted])
                predicted = i;
        }

        _rows++;
        _logLoss += loss;
        _rowsOfRank[rank]++;
        if (!known)
            return;
        _rowsOfClass[label]++;
        _logLossOfClass[label] += loss;
        if (rank == 0)
            _correct++;
        _confusion[label][rank == 0 ? label : predicted]++;
    }

    public MulticlassClassificationMetrics ToMetrics(IReadOnlyList<string> classNames, int topK)
    {
        var logLoss = _rows > 0 ? _logLoss / _rows : 0;
        return new MulticlassClassificationMetrics(
            _rows > 0 ? _correct / _rows : 0,
            MacroAccuracy(),
            logLoss,
            LogLossReduction(logLoss),
            topK,
            topK > 0 ? TopKAccuracies(topK) : null,
            Enumerable.Range(0, _classes).Select(i => _rowsOfClass[i] > 0 ? _logLossOfClass[i] / _rowsOfClass[i] : 0).ToImmutableArray(),
            new ConfusionMatrix(_confusion, classNames, isBinary: false));
    }

    private double MacroAccuracy()
    {
        double sum = 0;
        var nonEmpty = 0;
        for (var i = 0; i < _classes; i++)
        {
            if (_rowsOfClass[i] == 0)
                continue;
            sum += _confusion[i][i] / _rowsOfClass[i];
            nonEmpty++;
        }
        return nonEmpty > 0 ? sum / nonEmpty : 0;
    }

    private double LogLossReduction(double logLoss)
    {
        double entropy = 0;
        foreach (var rows in _rowsOfClass)
        {
            if (rows != 0)
                entropy += rows * Math.Log(rows / _rows);
        }
        entropy /= -_rows;
        return (entropy - logLoss) / entropy;
    }

    private ImmutableArray<double> TopKAccuracies(int topK)
    {
        var accuracies = ImmutableArray.CreateBuilder<double>(topK);
        double sum = 0;
        for (var rank = 0; rank < topK; rank++)
            accuracies.Add(sum += _rowsOfRank[rank] / _rows);
        return accuracies.MoveToImmutable();
    }
}
