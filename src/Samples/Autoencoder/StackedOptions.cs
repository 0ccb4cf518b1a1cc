namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Rows">Training images with labels.</param>
/// <param name="Epochs">Times that each of them is seen in the training.</param>
/// <param name="Hidden">Units of each hidden layer.</param>
/// <param name="PretrainingEpochs">Times that each layer sees every training image before.</param>
/// <param name="Corruption">Share of the values that a layer does not see then.</param>
/// <param name="UsesAdam">Whether the training goes by Adam rather than by steepest descent with momentum.</param>
/// <param name="Seed">Where all random numbers come from.</param>
/// <param name="Threads">Threads to train on.</param>
internal sealed record StackedOptions(int Rows, int Epochs, int[] Hidden, int PretrainingEpochs, float Corruption, bool UsesAdam, int Seed, int Threads);
