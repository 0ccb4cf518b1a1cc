using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Knows the classes that can be loaded from a model, by loader signature.</summary>
public sealed class ComponentCatalog
{
    private readonly object _lock = new();
    private readonly HashSet<string> _assemblies = [];
    private readonly Dictionary<string, LoadableClassAttributeBase> _loadable = new(StringComparer.OrdinalIgnoreCase);

    internal ComponentCatalog()
    {
    }

    /// <summary>Makes the loadable classes of an assembly known.</summary>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        Contracts.CheckValue(assembly, nameof(assembly));
        lock (_lock)
        {
            if (!_assemblies.Add(assembly.FullName))
                return;
            foreach (var attribute in assembly.GetCustomAttributes<LoadableClassAttributeBase>())
            {
                foreach (var name in attribute.LoadNames.Where(name => !_loadable.TryAdd(name, attribute) && throwOnError))
                    throw new InvalidOperationException(
                        $"ComponentCatalog cannot map name '{name}' of {attribute.InstanceType}: it is taken by {_loadable[name].InstanceType}.");
            }
        }
    }

    /// <summary>Makes the object that a model entry describes, by its static Create method or its constructor.</summary>
    internal object CreateInstance(IHostEnvironment env, string loaderSignature, ModelLoadContext ctx)
    {
        LoadableClassAttributeBase loadable;
        lock (_lock)
        {
            if (!_loadable.TryGetValue(loaderSignature, out loadable))
                throw new FormatException($"Couldn't load model: no loadable class has the loader signature '{loaderSignature}'.");
        }

        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic;
        var parameters = new[] { typeof(IHostEnvironment), typeof(ModelLoadContext) };
        var create = loadable.LoaderType.GetMethod("Create", Any | BindingFlags.Static, parameters);
        if (create is not null && create.ReturnType == loadable.InstanceType)
            return create.Invoke(null, Any, null, [env, ctx], null);
        var constructor = loadable.InstanceType.GetConstructor(Any | BindingFlags.Instance, parameters)
            ?? throw new InvalidOperationException($"Can't instantiate class '{loadable.InstanceType.Name}': it has neither a method " +
                $"'Create(IHostEnvironment, ModelLoadContext)' that returns it nor a constructor of the same parameters.");
        return constructor.Invoke(Any, null, [env, ctx], null);
    }
}
