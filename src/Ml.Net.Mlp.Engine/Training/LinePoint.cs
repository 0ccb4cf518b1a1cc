namespace Ml.Net.Mlp.Engine;

/// <summary>A point of a line search.</summary>
/// <param name="Step">How far along the direction.</param>
/// <param name="Value">The function there.</param>
/// <param name="Slope">Its derivative by the step.</param>
internal readonly record struct LinePoint(float Step, double Value, double Slope);
