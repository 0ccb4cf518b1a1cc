using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>A row with the columns that a model was trained on, of which only the one with the picture has a value.</summary>
internal sealed class PictureRow(DataViewSchema schema, DataViewSchema.Column pictures, float[] pixels) : DataViewRow
{
    public override DataViewSchema Schema => schema;

    public override long Position => 0;

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId(0, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index == pictures.Index;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<float>> getter = (ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, pixels.Length);
            pixels.CopyTo(editor.Values);
            value = editor.Commit();
        };
        return getter as ValueGetter<TValue> is { } ofColumn && IsColumnActive(column)
            ? ofColumn
            : throw new InvalidOperationException($"The column '{column.Name}' has no value of the type {typeof(TValue)}.");
    }
}
