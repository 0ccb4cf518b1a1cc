namespace Ml.Net.Mlp.Engine;

/// <summary>What a checkpoint holds besides numbers of parameters and optimizer.</summary>
/// <param name="Network">The architecture.</param>
/// <param name="Options">What the course of the training depends on, as text: see <see cref="OptionsText"/>.</param>
/// <param name="Training">The rows to learn from.</param>
/// <param name="Validation">The rows to judge epochs by; null where there are none.</param>
/// <param name="Course">How far the training has come.</param>
internal sealed record CheckpointHeader(
    NetworkDescription Network,
    IReadOnlyDictionary<string, string> Options,
    RowsFingerprint Training,
    RowsFingerprint? Validation,
    TrainingCourse Course);
