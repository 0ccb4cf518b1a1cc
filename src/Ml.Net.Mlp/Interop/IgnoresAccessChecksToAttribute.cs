namespace System.Runtime.CompilerServices;

/// <summary>
/// Lets an assembly use the members of another one that are not public. The runtime knows the attribute by its name; the
/// class library does not define it.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
