using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>A <see cref="MaxoutLayer"/> as an activation.</summary>
internal sealed class MaxoutActivation(int pieces) : StructuralActivation("maxout", Require(pieces))
{
    internal override NamedComponent With(float[] arguments) =>
        new MaxoutActivation(arguments[0] == (int)arguments[0] ? (int)arguments[0] : throw OutOfRange(arguments[0]));

    internal override LayerDescription AsLayer() => new MaxoutLayer(pieces);

    internal override int DenseUnits(int units) => (int)Math.Min((long)units * pieces, int.MaxValue);

    private static int Require(int pieces) => pieces is >= 2 and <= MaxoutLayer.MostPieces ? pieces : throw OutOfRange(pieces);

    private static ArgumentOutOfRangeException OutOfRange(float pieces) => OutOfRange(
        pieces, nameof(pieces), string.Create(CultureInfo.InvariantCulture, $"a whole number from 2 to {MaxoutLayer.MostPieces}"));
}
