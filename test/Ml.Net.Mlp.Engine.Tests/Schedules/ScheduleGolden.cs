namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What <see cref="ScheduleNumbers"/> holds.</summary>
internal sealed record ScheduleGolden(FactorGolden[] Factors, PlateauGolden[] Plateaus, ScheduledTrainingGolden[] Trainings);

/// <summary>The factors of all steps.</summary>
internal sealed record FactorGolden(string Source, string Schedule, int StepsPerEpoch, int Epochs, double[] Factors);

/// <summary>The factors of epochs that bring these losses.</summary>
internal sealed record PlateauGolden(string Schedule, double[] Losses, double[] Factors);

/// <summary>Parameters after ten steps from <see cref="Start"/>, one an epoch.</summary>
internal sealed record ScheduledTrainingGolden(
    string Optimizer, string Schedule, float Rate, float[] Features, float[] Targets, float[][] Start, double[] Parameters);
