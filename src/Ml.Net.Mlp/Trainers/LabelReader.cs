using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>Reads the label of the current row, as a class or as target values.</summary>
internal abstract class LabelReader
{
    /// <summary>The class that was read last, from 0; -1 where labels are no classes.</summary>
    public virtual int Class => -1;

    /// <summary>The target values that were read last; none where labels are classes.</summary>
    public virtual ReadOnlySpan<float> Targets => [];

    /// <summary>Reads the current row's label.</summary>
    /// <returns>False where it is missing.</returns>
    /// <exception cref="InvalidOperationException">It is a value that the training can't use.</exception>
    public abstract bool Read();

    /// <summary>Why features can't be used as targets: the slot, and what was expected; null where they can, or are none.</summary>
    public virtual (int Slot, string Reason)? Refuse(in VBuffer<float> features) => null;
}
