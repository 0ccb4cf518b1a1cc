using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>An input column that is its own label, as that of an autoencoder.</summary>
internal sealed class ReconstructedInput(DataViewSchema.Column column) : LabelColumn(column.Name)
{
    public override LearningTasks Task => LearningTasks.Regression;

    public override int Outputs { get; } = ((VectorDataViewType)column.Type).Size;

    /// <summary>What the slots are called; null where they have no names.</summary>
    private LabelValues? SlotNames { get; } = LabelValues.Read(column, AnnotationKinds.SlotNames) is LabelValues<ReadOnlyMemory<char>> names
        && names.Count == ((VectorDataViewType)column.Type).Size ? names : null;

    public override ModelColumns Describe(string featureColumn) => new(featureColumn, SlotNames, IsVector: true);

    public override TrainingDataBuilder CreateBuilder(int inputs) => TrainingDataBuilder.ForReconstruction(inputs);

    public override LabelReader CreateReader(DataViewRow row, LabelSource source) => new Reader(source.Refuse);

    /// <summary>Has nothing to read, but looks whether the loss takes the features for targets.</summary>
    private sealed class Reader(Func<float, string?> refuse) : LabelReader
    {
        public override bool Read() => true;

        public override (int Slot, string Reason)? Refuse(in VBuffer<float> features)
        {
            var values = features.GetValues();
            for (var i = 0; i < values.Length; i++)
            {
                if (refuse(values[i]) is { } reason)
                {
                    return (features.IsDense ? i : features.GetIndices()[i], reason);
                }
            }

            return null;
        }
    }
}
