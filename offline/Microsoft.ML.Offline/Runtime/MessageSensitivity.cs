namespace Microsoft.ML.Runtime;

/// <summary>What a message may give away.</summary>
[Flags]
public enum MessageSensitivity
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Values of the data.</summary>
    UserData = 0x1,

    /// <summary>Names and types of columns.</summary>
    Schema = 0x2,

    /// <summary>Not known.</summary>
    Unknown = ~None,

    /// <summary>Everything.</summary>
    All = Unknown,
}
