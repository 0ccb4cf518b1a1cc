namespace Ml.Net.Mlp.Engine;

/// <summary>A step of the <see cref="LearningRateFinder"/>.</summary>
/// <param name="Rate">Its learning rate.</param>
/// <param name="Loss">Mean loss of its mini-batch, before the step.</param>
/// <param name="SmoothedLoss">The losses up to here, averaged with weights that fall exponentially, over about a twentieth of all steps.</param>
public readonly record struct LearningRatePoint(float Rate, double Loss, double SmoothedLoss);
