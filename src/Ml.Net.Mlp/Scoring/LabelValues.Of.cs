using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>Label values of a type.</summary>
internal sealed class LabelValues<T>(PrimitiveDataViewType itemType, T[] values) : LabelValues(itemType, values.Length)
{
    public IReadOnlyList<T> Values { get; } = values;

    public override IEnumerable<string> Texts => values.Select(ToText);

    public override void AddTo(DataViewSchema.Annotations.Builder annotations, string kind) =>
        annotations.Add(kind, Type, (ref VBuffer<T> destination) =>
        {
            var editor = VBufferEditor.Create(ref destination, values.Length);
            values.CopyTo(editor.Values);
            destination = editor.Commit();
        });

    // Text is compared by its characters: two pieces of memory are equal only where they are the same piece.
    public override bool SameAs(LabelValues other) =>
        other is LabelValues<T> same
        && (typeof(T) == typeof(ReadOnlyMemory<char>) ? Texts.SequenceEqual(same.Texts) : Values.SequenceEqual(same.Values));

    private static string ToText(T value) => value switch
    {
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
