using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A <see cref="NormalizerColumn"/> of single or double precision.</summary>
internal sealed class NormalizerColumn<T> : NormalizerColumn
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly SlotFunction<T> _function;

    public NormalizerColumn(string name, string inputName, DataViewType type, SlotFunction<T> function)
        : base(name, inputName, type)
        => _function = function;

    public override NormalizingTransformer.NormalizerModelParametersBase Parameters => _function.ToParameters(Type is VectorDataViewType);

    public static NormalizerColumn<T> LoadFunction(BinaryReader reader, string name, string inputName, DataViewType type)
    {
        var isAffine = reader.ReadBoolean();
        var slots = reader.ReadInt32();
        var expected = (type as VectorDataViewType)?.Size ?? 1;
        if (slots != expected)
            throw new FormatException($"Corrupt model file: the normalizer of column '{name}' has {slots} slots, but its column has {expected}.");
        var first = ReadArray(reader, slots);
        var second = ReadArray(reader, slots);
        return new NormalizerColumn<T>(name, inputName, type, isAffine ? new AffineFunction<T>(first, second) : new CdfFunction<T>(first, second));
    }

    public override Delegate MakeGetter(DataViewRow input, DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType)
        {
            var getValue = input.GetGetter<T>(source);
            return (ValueGetter<T>)((ref T value) =>
            {
                getValue(ref value);
                value = _function.Apply(0, value);
            });
        }

        var getValues = input.GetGetter<VBuffer<T>>(source);
        VBuffer<T> values = default;
        var scratch = new T[_function.Slots];
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        {
            getValues(ref values);
            _function.Apply(in values, scratch, ref destination);
        });
    }

    protected override void SaveFunction(BinaryWriter writer)
    {
        var affine = _function as AffineFunction<T>;
        var cdf = _function as CdfFunction<T>;
        writer.Write(affine is not null);
        writer.Write(_function.Slots);
        foreach (var value in affine is not null ? affine.Scale.Concat(affine.Offset) : cdf.Mean.Concat(cdf.Deviation))
            ItemValues.Write(writer, value);
    }

    private static T[] ReadArray(BinaryReader reader, int count)
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
            values[i] = ItemValues.Read<T>(reader);
        return values;
    }
}
