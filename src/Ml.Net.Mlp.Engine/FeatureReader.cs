namespace Ml.Net.Mlp.Engine;

/// <summary>Writes the features of a row to where a network reads them.</summary>
/// <param name="row">The row, from 0.</param>
/// <param name="features">To be filled wholly; as long as the network has inputs. Its content before is undefined.</param>
public delegate void FeatureReader(int row, Span<float> features);
