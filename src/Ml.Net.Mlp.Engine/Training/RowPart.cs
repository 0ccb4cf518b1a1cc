namespace Ml.Net.Mlp.Engine;

/// <summary>Which of the rows take part, where a fraction of them is set apart for validation.</summary>
internal enum RowPart
{
    /// <summary>Every row.</summary>
    All,

    /// <summary>The rows that are not set apart.</summary>
    Training,

    /// <summary>The rows that are set apart.</summary>
    Validation,
}
