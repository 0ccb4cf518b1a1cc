namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>One training of <see cref="GoldenNumbers"/>.</summary>
internal sealed record GoldenCase(
    string Name,
    string Hidden,
    string Loss,
    float Rate,
    float L2,
    string Optimizer,
    float Momentum,
    bool Nesterov,
    float Epsilon,
    double[] Losses,
    double[] Parameters);
