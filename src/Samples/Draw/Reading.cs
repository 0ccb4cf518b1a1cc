namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>What a model says of a drawing.</summary>
/// <param name="Answer">Index of the class with the largest score.</param>
/// <param name="Scores">One for each class.</param>
/// <param name="Hidden">The values of the units of each hidden layer.</param>
/// <param name="Image">The 28 × 28 bytes that the model was given.</param>
internal sealed record Reading(int Answer, float[] Scores, float[][] Hidden, byte[] Image);
