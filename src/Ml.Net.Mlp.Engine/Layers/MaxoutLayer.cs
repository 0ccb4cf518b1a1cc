using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Maxout (Goodfellow et al., 2013): each output is the largest of <paramref name="Pieces"/> inputs, the sums of a dense layer
/// without activation before it. Of n outputs, output j takes the inputs j, n + j, 2n + j, ...
/// </summary>
/// <param name="Pieces">Inputs that make one output, 2 to 1024; the number of inputs must be a multiple of it. Default 2.</param>
public sealed record MaxoutLayer(int Pieces = 2) : LayerDescription
{
    internal const int MostPieces = 1024;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "Maxout";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize / Pieces;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => 0;

    internal override void Validate(int position)
    {
        if (Pieces is < 2 or > MostPieces)
        {
            throw new ArgumentOutOfRangeException(nameof(Pieces), Pieces, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (maxout) has {Pieces} pieces; expected 2 to {MostPieces}."));
        }
    }

    internal override void ValidateInputs(int position, int inputSize)
    {
        if (inputSize % Pieces != 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (maxout) has {inputSize} inputs; expected a multiple of its {Pieces} pieces."), nameof(Pieces));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new Maxout(inputSize, Pieces);
}
