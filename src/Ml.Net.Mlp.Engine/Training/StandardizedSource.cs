using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Rows whose target values are standardized.</summary>
internal sealed class StandardizedSource(BatchSource rows, TargetScale scale) : BatchSource
{
    private float[] _targets = [];

    public override long Count => rows.Count;

    public override bool HasClasses => false;

    public override double Density => rows.Density;

    public override void Begin(ulong? shuffleKey) => rows.Begin(shuffleKey);

    public override int Next(Matrix destination, int count) => Standardize(rows.Next(destination, count));

    public override int Next(SparseBatch destination, int count) => Standardize(rows.Next(destination, count));

    public override int Class(int row) => rows.Class(row);

    public override ReadOnlySpan<float> Targets(int row) => _targets.AsSpan(row * scale.Count, scale.Count);

    public override double Weight(int row) => rows.Weight(row);

    public override void Dispose() => rows.Dispose();

    private int Standardize(int count)
    {
        if (_targets.Length < count * scale.Count)
        {
            _targets = new float[count * scale.Count];
        }

        for (var row = 0; row < count; row++)
        {
            scale.Standardize(rows.Targets(row), _targets.AsSpan(row * scale.Count, scale.Count));
        }

        return count;
    }
}
