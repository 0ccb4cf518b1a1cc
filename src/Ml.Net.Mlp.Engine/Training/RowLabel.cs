namespace Ml.Net.Mlp.Engine;

/// <summary>The class of a row (-1 where rows have target values), and how much it counts.</summary>
internal readonly record struct RowLabel(int Class, float Weight);
