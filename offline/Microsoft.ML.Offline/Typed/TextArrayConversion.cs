namespace Microsoft.ML.Data;

/// <summary>An array of strings and a vector of text values.</summary>
internal sealed class TextArrayConversion : MemberConversion<string[], VBuffer<ReadOnlyMemory<char>>>
{
    public override void ToRaw(string[] value, ref VBuffer<ReadOnlyMemory<char>> raw)
    {
        var editor = VBufferEditor.Create(ref raw, value?.Length ?? 0);
        for (var i = 0; i < editor.Values.Length; i++)
            editor.Values[i] = value[i].AsMemory();
        raw = editor.Commit();
    }

    public override string[] FromRaw(ref VBuffer<ReadOnlyMemory<char>> raw, string[] old)
        => raw.DenseValues().Select(text => text.ToString()).ToArray();
}
