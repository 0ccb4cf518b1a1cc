namespace Microsoft.ML;

/// <summary>Declares, on an assembly, a class that a model can be loaded into.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableClassAttribute : LoadableClassAttributeBase
{
    public LoadableClassAttribute(Type instType, Type loaderType, Type argType, Type sigType, string userName, params string[] loadNames)
        : base(instType, loaderType, sigType, userName, loadNames)
    {
        ArgType = argType;
    }

    public Type ArgType { get; }
}
