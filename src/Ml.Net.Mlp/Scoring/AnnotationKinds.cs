namespace Ml.Net.Mlp;

/// <summary>The annotations of ML.NET's columns that a scorer reads or writes.</summary>
internal static class AnnotationKinds
{
    public const string IsNormalized = "IsNormalized";
    public const string KeyValues = "KeyValues";
    public const string SlotNames = "SlotNames";
    public const string TrainingLabelValues = "TrainingLabelValues";
    public const string ScoreColumnKind = "ScoreColumnKind";
    public const string ScoreColumnSetId = "ScoreColumnSetId";
    public const string ScoreValueKind = "ScoreValueKind";
}
