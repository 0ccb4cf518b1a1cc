namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Rows">Training images.</param>
/// <param name="TestRows">Images that are encoded and looked at afterwards.</param>
/// <param name="BatchSize">Images of a mini-batch.</param>
/// <param name="Epochs">Times that each of them is seen.</param>
/// <param name="Hidden">Units of each hidden layer before the code.</param>
/// <param name="CodeSize">Values of the code.</param>
/// <param name="LeftOut">The digit that one network never sees.</param>
/// <param name="Seed">Where all random numbers come from.</param>
/// <param name="Threads">Threads to train on.</param>
internal sealed record AutoencoderOptions(int Rows, int TestRows, int BatchSize, int Epochs, int[] Hidden, int CodeSize, int LeftOut, int Seed, int Threads);
