using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>The columns that a kind of model adds to its input: one derived class a kind of learning task.</summary>
internal abstract class ScoreColumns
{
    public const string Score = "Score";
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>As ML.NET types the annotation.</summary>
    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    /// <summary>Number of columns.</summary>
    public abstract int Count { get; }

    /// <summary>The columns with their annotations.</summary>
    /// <param name="setId">The number that these columns share.</param>
    public abstract AddedColumn[] Create(uint setId);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of one of the columns.</summary>
    /// <param name="column">Index among these columns.</param>
    /// <param name="row">Where the scores come from.</param>
    public abstract Delegate CreateGetter(int column, IScores row);

    private protected static void AddText(DataViewSchema.Annotations.Builder annotations, string kind, string text) =>
        annotations.AddPrimitiveValue(kind, TextDataViewType.Instance, text.AsMemory());

    private protected static void AddSetId(DataViewSchema.Annotations.Builder annotations, uint setId) =>
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, SetIdType, setId);
}
