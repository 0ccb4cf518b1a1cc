using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>The columns that a kind of model adds to its input: one derived class a kind of learning task.</summary>
internal abstract class ScoreColumns
{
    public const string Score = "Score";
    public const string PredictedLabel = "PredictedLabel";
    public const string Probability = "Probability";

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

    /// <summary>A column with one value, or with a slot for each of several.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="itemType">The type of a value.</param>
    /// <param name="slots">Number of slots; null for a single value.</param>
    /// <param name="slotNames">Names of the slots; null where there are none.</param>
    /// <param name="annotations">The other annotations.</param>
    private protected static AddedColumn CreateColumn(
        string name, PrimitiveDataViewType itemType, int? slots, LabelValues? slotNames, DataViewSchema.Annotations.Builder annotations)
    {
        slotNames?.AddTo(annotations, AnnotationKinds.SlotNames);
        return new AddedColumn(name, slots is { } size ? new VectorDataViewType(itemType, size) : itemType, annotations.ToAnnotations());
    }

    /// <summary>A getter of what follows from the score, or, where there are slots, from each of the scores.</summary>
    private protected static Delegate GetterOf<T>(IScores row, int? slots, Func<float, T> convert) => slots == null
        ? new ValueGetter<T>((ref T destination) => destination = convert(row.Scores[0]))
        : new ValueGetter<VBuffer<T>>((ref VBuffer<T> destination) =>
        {
            var scores = row.Scores;
            var editor = VBufferEditor.Create(ref destination, scores.Length);
            for (var i = 0; i < scores.Length; i++)
            {
                editor.Values[i] = convert(scores[i]);
            }

            destination = editor.Commit();
        });

    private protected static void AddText(DataViewSchema.Annotations.Builder annotations, string kind, string text) =>
        annotations.AddPrimitiveValue(kind, TextDataViewType.Instance, text.AsMemory());

    private protected static void AddSetId(DataViewSchema.Annotations.Builder annotations, uint setId) =>
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, SetIdType, setId);
}
