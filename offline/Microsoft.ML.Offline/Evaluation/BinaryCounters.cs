namespace Microsoft.ML.Data;

/// <summary>Gathers the binary metrics row by row.</summary>
internal sealed class BinaryCounters
{
    private readonly List<float> _positiveScores = new List<float>();
    private readonly List<float> _negativeScores = new List<float>();
    private readonly PrecisionRecallSample _sample;
    private double _truePositive;
    private double _trueNegative;
    private double _falsePositive;
    private double _falseNegative;
    private double _positiveProbabilities;
    private double _negativeProbabilities;
    private double _logLoss;

    public BinaryCounters(Random random) => _sample = new PrecisionRecallSample(random);

    /// <summary>Takes a row; the probability is not a number where the model gives none.</summary>
    public void Add(bool isPositive, float score, float probability)
    {
        var predictedPositive = score > 0;
        if (isPositive)
        {
            _positiveScores.Add(score);
            if (predictedPositive)
                _truePositive++;
            else
                _falseNegative++;
        }
        else
        {
            _negativeScores.Add(score);
            if (predictedPositive)
                _falsePositive++;
            else
                _trueNegative++;
        }
        _sample.Add(isPositive, score);

        if (float.IsNaN(probability))
        {
            _logLoss = double.NaN;
        }
        else if (isPositive)
        {
            _positiveProbabilities++;
            _logLoss += -Math.Log(probability, 2);
        }
        else
        {
            _negativeProbabilities++;
            _logLoss += -Math.Log(1.0 - probability, 2);
        }
    }

    public BinaryClassificationMetrics ToMetrics(IReadOnlyList<string> classNames)
    {
        var positivePrecision = Ratio(_truePositive, _falsePositive);
        var positiveRecall = Ratio(_truePositive, _falseNegative);
        var precisionPlusRecall = positivePrecision + positiveRecall;
        return new BinaryClassificationMetrics(
            AreaUnderRocCurve.Compute(_positiveScores, _negativeScores),
            (_trueNegative + _truePositive) / Rows,
            positivePrecision,
            positiveRecall,
            Ratio(_trueNegative, _falseNegative),
            Ratio(_trueNegative, _falsePositive),
            precisionPlusRecall == 0 ? 0 : 2 * positivePrecision * positiveRecall / precisionPlusRecall,
            _sample.AreaUnderCurve(),
            new ConfusionMatrix([[_truePositive, _falseNegative], [_falsePositive, _trueNegative]], classNames, isBinary: true));
    }

    public CalibratedBinaryClassificationMetrics ToCalibratedMetrics(IReadOnlyList<string> classNames)
    {
        var probabilities = _positiveProbabilities + _negativeProbabilities;
        var logLoss = double.IsNaN(_logLoss) ? double.NaN : probabilities > 0 ? _logLoss / probabilities : 0;
        double reduction = 0;
        if (probabilities != 0)
        {
            var prior = Entropy(_positiveProbabilities / probabilities);
            reduction = (prior - _logLoss / probabilities) / prior;
        }
        return new CalibratedBinaryClassificationMetrics(
            ToMetrics(classNames), logLoss, reduction, Entropy((_truePositive + _falseNegative) / Rows));
    }

    private double Rows => _truePositive + _trueNegative + _falseNegative + _falsePositive;

    private static double Ratio(double part, double rest) => part + rest > 0 ? part / (part + rest) : 0;

    private static double Entropy(double share)
    {
        if (share is < 0 or > 1)
            return double.NaN;
        if (share is 0.0 or 1.0)
            return 0.0;
        return -share * Math.Log(share, 2) - (1 - share) * Math.Log(1 - share, 2);
    }
}
