using Ml.Net.Mlp.Engine;
using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>A label column as a trainer understands it: one derived class a kind of label. Immutable.</summary>
internal abstract class LabelColumn(string name)
{
    /// <summary>The column.</summary>
    public string Name { get; } = name;

    /// <summary>What there is to learn, in the engine's terms.</summary>
    public abstract LearningTasks Task { get; }

    /// <summary>Outputs that a network for the label has.</summary>
    public abstract int Outputs { get; }

    /// <summary>The classes by name, in their order; none where the label has no classes.</summary>
    public virtual IReadOnlyList<string> ClassNames => [];

    /// <summary>What a model must know of its columns.</summary>
    public abstract ModelColumns Describe(string featureColumn);

    /// <summary>A builder for rows with this label.</summary>
    public abstract TrainingDataBuilder CreateBuilder(int inputs);

    /// <summary>Reads the labels of a row as it moves.</summary>
    public abstract LabelReader CreateReader(DataViewRow row, LabelSource source);

    /// <summary>Throws when the label of validation data can't be compared with that of the training data, which this is.</summary>
    public virtual void RequireSame(LabelColumn validation)
    {
    }

    /// <summary>What to throw when all rows are of one class: there would be nothing to tell apart.</summary>
    /// <param name="classIndex">The class, from 0.</param>
    /// <param name="rows">Number of rows.</param>
    public virtual InvalidOperationException OneClassOnly(int classIndex, long rows) => throw new NotSupportedException();
}
