namespace Ml.Net.Mlp.Report;

/// <summary>What is to be predicted.</summary>
internal enum ReportTask
{
    /// <summary>One of several classes.</summary>
    Multiclass,

    /// <summary>One of two classes, by one output.</summary>
    Binary,

    /// <summary>A number.</summary>
    Regression,
}
