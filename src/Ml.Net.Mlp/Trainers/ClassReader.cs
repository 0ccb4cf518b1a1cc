using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>Reads a label that holds classes.</summary>
/// <param name="getter">The column's values.</param>
/// <param name="toClass">The class, from 0, that a value stands for; -1 where it is missing.</param>
internal sealed class ClassReader<T>(ValueGetter<T> getter, Func<T, int> toClass) : LabelReader
{
    private T _value = default!;
    private int _class = -1;

    public override int Class => _class;

    public override bool Read()
    {
        getter(ref _value);
        _class = toClass(_value);
        return _class >= 0;
    }
}
