namespace Microsoft.ML.Runtime;

/// <summary>The checks and exceptions that ML.NET's components share.</summary>
internal static class Contracts
{
    public static void CheckAlive(this IHostEnvironment env)
    {
        if (env is ICancelable { IsCanceled: true })
            throw env.Process(new OperationCanceledException("Operation was canceled."));
    }

    public static void CheckValue(object value, string paramName)
    {
        if (value is null)
            throw new ArgumentNullException(paramName);
    }

    public static string CheckNonEmpty(string value, string paramName)
        => string.IsNullOrEmpty(value) ? throw ExceptParam(paramName, $"{paramName} cannot be null or empty") : value;

    public static void CheckParam(bool condition, string paramName, string message = null)
    {
        if (!condition)
            throw ExceptParam(paramName, message);
    }

    public static void Check(bool condition, string message)
    {
        if (!condition)
            throw new InvalidOperationException(message);
    }

    public static void CheckDecode(bool condition, string message)
    {
        if (!condition)
            throw new FormatException(message);
    }

    public static Exception ExceptParam(string paramName, string message) => new ArgumentOutOfRangeException(paramName, message);

    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName)
        => ExceptParam(paramName, $"Could not find {columnRole} column '{columnName}'");

    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName, string expectedType,
        string actualType)
        => ExceptParam(paramName, $"Schema mismatch for {columnRole} column '{columnName}': expected {expectedType}, got {actualType}");
}
