using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The area under the ROC curve: with rows in the order of their scores, the weight of all pairs of a row of class 1 and one of
/// class 0, in which the first has the larger score (the half of those that are equal), in that of all pairs.
/// </summary>
internal sealed unsafe class RocCurve
{
    /// <summary>Rows for which memory is taken at most: 16 bytes each.</summary>
    public const int MostRows = 1 << 22;

    private readonly ulong[] _keys;
    private readonly double[] _weights;
    private readonly bool _outputsAreProbabilities;

    private int _count;

    /// <summary>Takes memory.</summary>
    /// <param name="rows">Rows at most; <see cref="MostRows"/> or less.</param>
    /// <param name="outputsAreProbabilities">Whether two outputs are the probabilities of the classes.</param>
    public RocCurve(int rows, bool outputsAreProbabilities)
    {
        _keys = new ulong[rows];
        _weights = new double[rows];
        _outputsAreProbabilities = outputsAreProbabilities;
    }

    /// <summary>Null where all rows are of one class.</summary>
    public double? Area()
    {
        // The number of the row makes every key another, so that their order does not depend on how they are sorted.
        Array.Sort(_keys, 0, _count);
        var (below, ofClassOne, pairs) = (0.0, 0.0, 0.0);
        for (var first = 0; first < _count;)
        {
            var (zeros, ones) = (0.0, 0.0);
            var score = _keys[first] >> 32;
            for (; first < _count && _keys[first] >> 32 == score; first++)
            {
                var weight = _weights[(uint)_keys[first]];
                zeros += Math.Max(0, -weight);
                ones += Math.Max(0, weight);
            }

            pairs += ones * (below + (zeros / 2));
            below += zeros;
            ofClassOne += ones;
        }

        return below > 0 && ofClassOne > 0 ? pairs / (below * ofClassOne) : null;
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a mini-batch.</summary>
    public void Add(Matrix outputs, BatchSource source, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            _keys[_count] = ((ulong)Rank(Score(outputs.Row(row), outputs.Columns)) << 32) | (uint)_count;
            _weights[_count++] = source.Class(row) == 1 ? source.Weight(row) : -source.Weight(row);
        }
    }

    private float Score(float* output, int count) =>
        count == 1 ? output[0] : _outputsAreProbabilities ? output[1] : output[1] - output[0];

    /// <summary>An integer that is larger where the number is, and the same for 0 and -0.</summary>
    private static uint Rank(float score)
    {
        var bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }
}
