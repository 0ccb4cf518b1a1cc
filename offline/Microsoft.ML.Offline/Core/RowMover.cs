namespace Microsoft.ML.Data;

/// <summary>Moves a row to the next row of its source.</summary>
internal abstract class RowMover : IDisposable
{
    public abstract bool MoveNext();

    public abstract void Dispose();
}
