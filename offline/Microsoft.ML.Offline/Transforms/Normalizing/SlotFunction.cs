using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What a fitted normalizer does to each slot of a column (a scalar column has one slot).</summary>
internal abstract class SlotFunction<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public abstract int Slots { get; }

    /// <summary>Whether the implicit zeros of a sparse vector are left alone.</summary>
    protected abstract bool KeepsImplicitZeros { get; }

    public abstract T Apply(int slot, T value);

    public abstract NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector);

    /// <param name="source">The values.</param>
    /// <param name="scratch">Memory for <see cref="Slots"/> values.</param>
    /// <param name="destination">The normalized values.</param>
    public void Apply(in VBuffer<T> source, Span<T> scratch, ref VBuffer<T> destination)
    {
        if (source.Length != Slots)
            throw new InvalidOperationException($"Normalizer expected {Slots} slots but got {source.Length}");

        var values = source.GetValues();
        if (source.IsDense)
        {
            for (var slot = 0; slot < scratch.Length; slot++)
                scratch[slot] = Apply(slot, values[slot]);
        }
        else
        {
            for (var slot = 0; slot < scratch.Length; slot++)
                scratch[slot] = KeepsImplicitZeros ? T.Zero : Apply(slot, T.Zero);
            var indices = source.GetIndices();
            for (var i = 0; i < values.Length; i++)
                scratch[indices[i]] = Apply(indices[i], values[i]);
        }
        VectorPacking.Pack(scratch, ref destination);
    }
}
