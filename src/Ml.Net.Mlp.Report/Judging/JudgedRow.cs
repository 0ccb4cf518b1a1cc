namespace Ml.Net.Mlp.Report;

/// <summary>A row worth showing, and what the network says of it.</summary>
/// <param name="Number">The row's number in the data, from 0.</param>
/// <param name="Features">Its features.</param>
/// <param name="Label">Its class, from 0, or its number.</param>
/// <param name="Predicted">The class or number that is predicted.</param>
/// <param name="Confidence">What is predicted with: a probability or a score; of numbers the absolute error.</param>
internal sealed record JudgedRow(long Number, float[] Features, float Label, float Predicted, double Confidence);
