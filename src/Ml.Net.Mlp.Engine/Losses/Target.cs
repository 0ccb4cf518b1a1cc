namespace Ml.Net.Mlp.Engine;

/// <summary>What a row should yield: a class, which stands for its one-hot vector, or a value for each output.</summary>
internal readonly unsafe struct Target
{
    private readonly float* _values;

    public Target(int classIndex) => Class = classIndex;

    public Target(float* values)
    {
        _values = values;
        Class = -1;
    }

    /// <summary>Index of the row's class; -1 where the row has values.</summary>
    public int Class { get; }

    /// <summary>The value that an output should have.</summary>
    public float this[int output] => _values != null ? _values[output] : output == Class ? 1 : 0;

    /// <summary>Sum of the values; 1 for a class.</summary>
    public double Total(int count)
    {
        if (_values == null)
        {
            return 1;
        }

        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum += _values[j];
        }

        return sum;
    }
}
