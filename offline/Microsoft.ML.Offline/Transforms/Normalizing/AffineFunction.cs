using System.Collections.Immutable;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>(value - offset) * scale.</summary>
internal sealed class AffineFunction<T> : SlotFunction<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _scale;
    private readonly T[] _offset;
    private readonly bool _hasOffset;

    public AffineFunction(T[] scale, T[] offset)
    {
        _scale = scale;
        _offset = offset;
        foreach (var value in offset)
            _hasOffset |= value != T.Zero;
    }

    public override int Slots => _scale.Length;

    public T[] Scale => _scale;

    public T[] Offset => _offset;

    protected override bool KeepsImplicitZeros => !_hasOffset;

    public override T Apply(int slot, T value) => (value - _offset[slot]) * _scale[slot];

    public override NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector)
        => isVector
            ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>(
                ImmutableArray.Create(_scale), _hasOffset ? ImmutableArray.Create(_offset) : ImmutableArray<T>.Empty)
            : new NormalizingTransformer.AffineNormalizerModelParameters<T>(_scale[0], _offset[0]);
}
