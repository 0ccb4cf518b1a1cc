namespace Ml.Net.Mlp.Engine;

/// <summary>Rows of a training as they come out of the first layers of its network, for their own targets.</summary>
/// <param name="rows">The rows, as the training sees them.</param>
/// <param name="columns">Values that come out.</param>
/// <param name="encoder">Makes the layers, for mini-batches of so many rows.</param>
internal sealed class ReconstructionRows(BatchSource rows, int columns, Func<int, NetworkPass> encoder) : TrainingRows
{
    public override int Inputs => columns;

    public override int Outputs => columns;

    public override bool HasClasses => false;

    public override bool IsSparse => false;

    public override long MemoryBytes => 0;

    internal override long RowCount => rows.Count;

    internal override BatchSource CreateSource(BatchContext context, RowPart part) => new ReconstructionSource(rows, encoder);
}
