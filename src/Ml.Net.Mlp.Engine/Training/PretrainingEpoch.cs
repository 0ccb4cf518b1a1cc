namespace Ml.Net.Mlp.Engine;

/// <summary>What one epoch of the pretraining of a layer brought.</summary>
/// <param name="Layer">The hidden layer, from 1.</param>
/// <param name="Epoch">The epoch of its pretraining, from 1.</param>
/// <param name="Loss">
/// Mean over the rows of half the squared error of what the layer's autoencoder yields, summed over the values of a row; each row as its
/// mini-batch was computed.
/// </param>
/// <param name="Seconds">Time of the epoch, in seconds; 0 in a history that was read from a file, which keeps no times.</param>
public sealed record PretrainingEpoch(int Layer, int Epoch, double Loss, double Seconds);
