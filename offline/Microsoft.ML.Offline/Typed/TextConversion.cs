namespace Microsoft.ML.Data;

/// <summary>A string and a text value.</summary>
internal sealed class TextConversion : MemberConversion<string, ReadOnlyMemory<char>>
{
    public override void ToRaw(string value, ref ReadOnlyMemory<char> raw) => raw = value.AsMemory();

    public override string FromRaw(ref ReadOnlyMemory<char> raw, string old) => raw.ToString();
}
