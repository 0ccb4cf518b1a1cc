namespace Ml.Net.Mlp.Engine;

/// <summary>A sink that takes row after row.</summary>
internal abstract class RowSink(int count) : FeatureSink(count)
{
    /// <summary>Begins a row.</summary>
    /// <param name="row">Its place.</param>
    public abstract void Begin(int row);

    /// <summary>Ends the row that was begun: its features are written.</summary>
    public virtual void Complete()
    {
    }
}
