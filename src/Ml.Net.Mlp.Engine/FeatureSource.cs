namespace Ml.Net.Mlp.Engine;

/// <summary>Writes the features of a row to a sink, dense or sparse.</summary>
/// <param name="row">The row, from 0.</param>
/// <param name="features">Where to; it has as many features as the network has inputs.</param>
public delegate void FeatureSource(int row, FeatureSink features);
