namespace Ml.Net.Mlp.Engine;

/// <summary>The rows of a scoring call: where their features come from, and where their outputs go.</summary>
internal readonly unsafe struct ScoringRows
{
    /// <summary>Rows × inputs values, which must not move; used where there is no reader.</summary>
    public float* Features { get; init; }

    /// <summary>Writes the features of a row.</summary>
    public FeatureReader? Reader { get; init; }

    /// <summary>Writes the features of a row, dense or sparse; used where there is neither of the others.</summary>
    public FeatureSource? Source { get; init; }

    /// <summary>Receives rows × outputs values; must not move either.</summary>
    public float* Outputs { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count { get; init; }

    /// <summary>Computes the outputs of a block of rows.</summary>
    /// <param name="pass">The network and its scratch memory, which has room for the block.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">Number of rows.</param>
    public void Score(NetworkPass pass, int first, int count)
    {
        for (var row = 0; row < count; row++)
        {
            if (Source != null)
            {
                pass.Sink.Begin(row);
                Source(first + row, pass.Sink);
                pass.Sink.Complete();
            }
            else if (Reader != null)
            {
                Reader(first + row, pass.Input.RowSpan(row));
            }
            else
            {
                var inputs = pass.Input.Columns;
                new ReadOnlySpan<float>(Features + ((long)(first + row) * inputs), inputs).CopyTo(pass.Input.RowSpan(row));
            }
        }

        Compute(pass, first, count);
    }

    /// <summary>The same for rows whose features the pass has already.</summary>
    public void Compute(NetworkPass pass, int first, int count)
    {
        pass.Forward(count);
        var outputs = pass.Output.Columns;
        for (var row = 0; row < count; row++)
        {
            pass.Output.RowSpan(row).CopyTo(new Span<float>(Outputs + ((long)(first + row) * outputs), outputs));
        }
    }
}
