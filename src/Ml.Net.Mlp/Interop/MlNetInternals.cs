using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]

namespace Ml.Net.Mlp;

/// <summary>
/// The members of ML.NET that are not public and that a trainer of another assembly needs all the same. Used nowhere but in
/// this folder, one small method each, so that a missing one can be told from the others.
/// </summary>
internal static class MlNetInternals
{
    private const BindingFlags Any =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Type and member; a type alone stands for all of its members.</summary>
    internal static readonly (string Type, string? Member)[] Needed =
    [
        ("Microsoft.ML.LoadableClassAttribute", ".ctor"),
        ("Microsoft.ML.SignatureLoadModel", null),
        ("Microsoft.ML.ModelLoadContext", "Reader"),
        ("Microsoft.ML.ModelLoadContext", "CheckAtModel"),
        ("Microsoft.ML.ModelSaveContext", "Writer"),
        ("Microsoft.ML.ModelSaveContext", "CheckAtModel"),
        ("Microsoft.ML.ModelSaveContext", "SetVersionInfo"),
        ("Microsoft.ML.VersionInfo", ".ctor"),
        ("Microsoft.ML.Runtime.Contracts", "CheckAlive"),
        ("Microsoft.ML.Data.IInternalCatalog", null),
        ("Microsoft.ML.ISingleFeaturePredictionTransformer", null),
        ("Microsoft.ML.SchemaShape+Column", ".ctor"),
        ("Microsoft.ML.TrainerInfo", ".ctor"),
    ];

    private static readonly Lazy<string?> Problem = new(() => FindProblem(Needed));

    /// <summary>The environment that the catalog of some trainers was made with.</summary>
    public static IHostEnvironment GetEnvironment(TrainCatalogBase.CatalogInstantiatorBase trainers)
    {
        RequireAll();
        return EnvironmentOf(trainers);
    }

    /// <summary>The environment that the catalog of transforms was made with.</summary>
    public static IHostEnvironment GetEnvironment(TransformsCatalog transforms)
    {
        RequireAll();
        return EnvironmentOf(transforms);
    }

    /// <summary>Throws when the ML.NET at hand lacks something that this library needs.</summary>
    /// <exception cref="NotSupportedException">The message names the member and the version of ML.NET.</exception>
    public static void RequireAll()
    {
        if (Problem.Value is { } problem)
        {
            throw new NotSupportedException(problem);
        }
    }

    /// <summary>Throws <see cref="OperationCanceledException"/> when the environment was told to stop.</summary>
    public static void CheckAlive(IHostEnvironment environment) => Contracts.CheckAlive(environment);

    /// <summary>Makes a column of a <see cref="SchemaShape"/>.</summary>
    public static SchemaShape.Column ShapeColumn(
        string name, SchemaShape.Column.VectorKind kind, DataViewType itemType, bool isKey, SchemaShape? annotations = null) =>
        new(name, kind, itemType, isKey, annotations);

    /// <summary>
    /// What callers are told of a trainer: it wants normalized features, reads its rows once and so gains nothing from a
    /// cache, takes a validation set, and goes on training a model.
    /// </summary>
    public static TrainerInfo CreateTrainerInfo() => new(
        normalization: true, calibration: false, caching: false, supportValid: true, supportIncrementalTrain: true, supportTest: false);

    /// <summary>What a reader of a model file is told that needs a member which is not there; null when all are.</summary>
    internal static string? FindProblem(IEnumerable<(string Type, string? Member)> needed)
    {
        foreach (var (typeName, member) in needed)
        {
            var type = typeof(ITransformer).Assembly.GetType(typeName) ?? typeof(MLContext).Assembly.GetType(typeName);
            if (type == null || (member != null && type.GetMember(member, Any).Length == 0))
            {
                var name = member == null ? typeName : $"{typeName}.{member}";
                var mlNet = typeof(MLContext).Assembly;
                var version = mlNet.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
                return $"This version of Ml.Net.Mlp does not work with the ML.NET found ({mlNet.GetName().Name} {version}): it has no '{name}'. Use Microsoft.ML 5.0.0, or an Ml.Net.Mlp made for yours.";
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IHostEnvironment EnvironmentOf(object catalog) => ((IInternalCatalog)catalog).Environment;
}
