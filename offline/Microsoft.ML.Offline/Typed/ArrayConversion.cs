namespace Microsoft.ML.Data;

/// <summary>An array and a vector.</summary>
internal sealed class ArrayConversion<T> : MemberConversion<T[], VBuffer<T>>
{
    public override void ToRaw(T[] value, ref VBuffer<T> raw)
    {
        var editor = VBufferEditor.Create(ref raw, value?.Length ?? 0);
        value.AsSpan().CopyTo(editor.Values);
        raw = editor.Commit();
    }

    public override T[] FromRaw(ref VBuffer<T> raw, T[] old)
    {
        var array = old?.Length == raw.Length ? old : new T[raw.Length];
        raw.CopyTo(array);
        return array;
    }
}
