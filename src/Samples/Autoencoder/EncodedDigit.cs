namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>What an autoencoder makes of a digit.</summary>
internal sealed class EncodedDigit
{
    public float Label { get; set; }

    public float[] Code { get; set; } = [];

    public float[] Reconstruction { get; set; } = [];

    public float ReconstructionError { get; set; }
}
