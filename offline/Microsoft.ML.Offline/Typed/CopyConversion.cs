namespace Microsoft.ML.Data;

/// <summary>Values that are the same on both sides.</summary>
internal sealed class CopyConversion<T> : MemberConversion<T, T>
{
    public override void ToRaw(T value, ref T raw) => ValueCopy<T>.Copy(ref value, ref raw);

    public override T FromRaw(ref T raw, T old)
    {
        ValueCopy<T>.Copy(ref raw, ref old);
        return old;
    }
}
