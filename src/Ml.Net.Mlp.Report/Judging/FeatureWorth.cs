namespace Ml.Net.Mlp.Report;

/// <summary>What a feature is worth: by how much the error grows when its values are shuffled among the rows.</summary>
/// <param name="Feature">The feature, from 0.</param>
/// <param name="Mean">The mean over the repeats.</param>
/// <param name="Deviation">Their standard deviation; 0 for one repeat.</param>
internal sealed record FeatureWorth(int Feature, double Mean, double Deviation);
