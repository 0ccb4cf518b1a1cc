namespace Microsoft.ML.Data;

/// <summary>Converts between a .NET value and a column's raw value.</summary>
internal abstract class MemberConversion<TValue, TRaw> : MemberConversion
{
    public override Type RawType => typeof(TRaw);

    public override Delegate MakeGetter(Delegate source)
    {
        var read = (Func<TValue>)source;
        return (ValueGetter<TRaw>)((ref TRaw raw) => ToRaw(read(), ref raw));
    }

    public abstract void ToRaw(TValue value, ref TRaw raw);

    /// <summary>The value; it may be <paramref name="old"/> changed in place.</summary>
    public abstract TValue FromRaw(ref TRaw raw, TValue old);
}
