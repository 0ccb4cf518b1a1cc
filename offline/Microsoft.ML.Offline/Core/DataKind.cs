namespace Microsoft.ML.Data;

/// <summary>The types that a loader can read.</summary>
public enum DataKind : byte
{
    /// <summary>SByte.</summary>
    SByte = 1,

    /// <summary>Byte.</summary>
    Byte = 2,

    /// <summary>Int16.</summary>
    Int16 = 3,

    /// <summary>UInt16.</summary>
    UInt16 = 4,

    /// <summary>Int32.</summary>
    Int32 = 5,

    /// <summary>UInt32.</summary>
    UInt32 = 6,

    /// <summary>Int64.</summary>
    Int64 = 7,

    /// <summary>UInt64.</summary>
    UInt64 = 8,

    /// <summary>Single.</summary>
    Single = 9,

    /// <summary>Double.</summary>
    Double = 10,

    /// <summary>String.</summary>
    String = 11,

    /// <summary>Boolean.</summary>
    Boolean = 12,

    /// <summary>TimeSpan.</summary>
    TimeSpan = 13,

    /// <summary>DateTime.</summary>
    DateTime = 14,

    /// <summary>DateTimeOffset.</summary>
    DateTimeOffset = 15,
}
