using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Tests.MlNetApi;

/// <summary>Writes the members of a type that other assemblies can use as lines of text, each with all that callers depend on.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The type's kind and the members that it declares itself.</summary>
    public static IEnumerable<string> Declares(Type type) => Lines(type, type);

    /// <summary>The type's kind and all of its members, those of its bases included.</summary>
    public static IEnumerable<string> Has(Type type)
    {
        IEnumerable<Type> bases = type.IsInterface ? type.GetInterfaces() : Bases(type);
        return bases.SelectMany(origin => Lines(type, origin)).Concat(Lines(type, type)).Distinct();
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var origin = type.BaseType; origin != null; origin = origin.BaseType)
        {
            yield return origin;
        }
    }

    private static IEnumerable<string> Lines(Type type, Type origin)
    {
        var owner = Name(type);
        if (type == origin)
        {
            yield return $"{Kind(type)} {owner}";
        }

        foreach (var field in origin.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
        {
            if (!field.IsSpecialName)
            {
                var value = field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : "";
                yield return $"{owner}: {(field.IsStatic ? "static " : "")}field {Name(field.FieldType)} {field.Name}{value}";
            }
        }

        foreach (var method in origin.GetMembers(Declared).OfType<MethodBase>())
        {
            var inherited = method is ConstructorInfo && type != origin;
            if (!inherited && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && method.Name != ".cctor")
            {
                yield return $"{owner}: {Signature(method)}";
            }
        }
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Signature(MethodBase method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var result = method is MethodInfo { ReturnType: var type } ? $"{Name(type)} " : "";
        return $"{(method.IsStatic ? "static " : "")}{result}{method.Name}{generic}({extension}{string.Join(", ", method.GetParameters().Select(Parameter))})";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : parameter.ParameterType.IsByRef ? parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref "
            : "";
        var value = parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "";
        return $"{modifier}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{(character < ' ' ? $"\\x{(int)character:x2}" : character)}'",
        Enum e => $"{Name(e.GetType())}.{e}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var arguments = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : "";
        var name = type.IsNested ? $"{Name(Open(type.DeclaringType!)).Split('<')[0]}.{type.Name}" : $"{type.Namespace}.{type.Name}";
        return name.Split('`')[0] + arguments;
    }

    private static Type Open(Type type) => type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
}
