using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

/// <summary>
/// What an autoencoder knows besides its network. Its entry in a model file is that of a trained trainer, see
/// <see cref="TransformerContent"/>, with this behind the columns in their part: for code, reconstruction and error a byte that says
/// whether there is such a column, and its name; and the number of layers up to the code, 4 bytes.
/// </summary>
/// <param name="Columns">The input column and the names of its slots.</param>
/// <param name="Output">The column of the code.</param>
/// <param name="Reconstruction">The column of the reconstruction; null for none.</param>
/// <param name="Error">The column of the error; null for none.</param>
/// <param name="EncoderLayers">Layers of the network up to the code.</param>
internal sealed record AutoencoderContent(ModelColumns Columns, string Output, string? Reconstruction, string? Error, int EncoderLayers)
{
    public void Write(BinaryWriter writer, Network network) => TransformerContent.Write(writer, Columns, network, part =>
    {
        foreach (var name in new[] { Output, Reconstruction, Error })
        {
            part.Write(name != null);
            if (name != null)
            {
                part.Write(name);
            }
        }

        part.Write(EncoderLayers);
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is truncated or altered; the message says what and where.</exception>
    public static (AutoencoderContent Content, Network Network) Read(BinaryReader reader)
    {
        string?[] names = [];
        var layers = 0;
        var (columns, network) = TransformerContent.Read(reader, part =>
        {
            string? ReadName() => part.ReadBoolean() ? part.ReadString() : null;
            names = [ReadName(), ReadName(), ReadName()];
            layers = part.ReadInt32();
        });
        if (names[0] is not { } output || layers < 1 || layers >= network.Description.Layers.Count || network.Description.Layers[layers - 1] is not DenseLayer)
        {
            throw new FormatException(FormattableString.Invariant(
                $"The model is no autoencoder: its code comes out of layer {layers} of {network.Description.Layers.Count}; expected a dense layer before the last one, and a name for it."));
        }

        return (new AutoencoderContent(columns, output, names[1], names[2], layers), network);
    }
}
