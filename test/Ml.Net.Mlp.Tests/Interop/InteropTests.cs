using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Interop;

/// <summary>Our assembly uses of ML.NET what is public, the members listed in eng/mlnet-internals.txt, and no others.</summary>
public sealed class InteropTests
{
    private static readonly Assembly Ours = typeof(MlpMulticlassTrainer).Assembly;

    [Fact]
    public void No_other_hidden_member_of_MLNET_is_used_than_those_listed()
    {
        var list = ReadList();

        var hidden = References().Where(IsHidden).Select(Describe).Distinct().ToArray();

        hidden.Should().Contain(("Microsoft.ML.ModelSaveContext", "Writer"), "the test would otherwise see nothing at all");
        hidden.Where(used => !list.Any(listed => Allows(listed, used)))
            .Should().BeEmpty("eng/mlnet-internals.txt lists all that Interop may use");
    }

    [Fact]
    public void The_check_at_run_time_looks_for_listed_members()
    {
        var list = ReadList();

        var needed = MlNetInternals.Needed.Select(n => (n.Type.Replace('+', '/'), n.Member)).ToArray();

        needed.Where(n => !list.Any(listed => listed.Type == n.Item1 && (n.Member == null || listed.Members.Contains(n.Member))))
            .Should().BeEmpty();
        FluentActions.Invoking(MlNetInternals.RequireAll).Should().NotThrow();
    }

    [Theory]
    [InlineData("Microsoft.ML.SchemaShape+Column", ".ctor", null)]
    [InlineData("Microsoft.ML.ModelSaveContext", "Scribe", "it has no 'Microsoft.ML.ModelSaveContext.Scribe'")]
    [InlineData("Microsoft.ML.GoneContext", null, "it has no 'Microsoft.ML.GoneContext'")]
    public void A_missing_member_is_told_by_name_with_the_version_of_MLNET(string type, string? member, string? told)
    {
        var problem = MlNetInternals.FindProblem([(type, member)]);

        if (told == null)
        {
            problem.Should().BeNull();
        }
        else
        {
            problem.Should().Contain(told).And.Contain(typeof(MLContext).Assembly.GetName().Name);
        }
    }

    private static bool IsHidden(MemberInfo member) => member switch
    {
        Type type => !IsUsable(type),
        MethodBase method => !(method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) || !IsUsable(method.DeclaringType!),
        FieldInfo field => !(field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) || !IsUsable(field.DeclaringType!),
        _ => throw new InvalidOperationException($"{member.MemberType} {member.Name} is neither a type, a method nor a field."),
    };

    private static bool IsUsable(Type type) =>
        type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsUsable(type.DeclaringType!) : type.IsPublic;

    private static (string Type, string? Member) Describe(MemberInfo member)
    {
        var type = member as Type ?? member.DeclaringType!;
        var name = (type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '/');
        return (name, member is Type ? null : member.Name.StartsWith("get_", StringComparison.Ordinal) ? member.Name[4..] : member.Name);
    }

    private static bool Allows((string Type, string[] Members) listed, (string Type, string? Member) used) =>
        listed.Type == used.Type && (used.Member == null || listed.Members.Length == 0 || listed.Members.Contains(used.Member));

    /// <summary>Every type, method and field of ML.NET that our assembly's metadata names.</summary>
    private static IEnumerable<MemberInfo> References()
    {
        using var file = new PEReader(File.OpenRead(Ours.Location));
        var metadata = file.GetMetadataReader();
        var tokens = metadata.TypeReferences.Select(handle => MetadataTokens.GetToken(handle))
            .Concat(metadata.MemberReferences.Select(handle => MetadataTokens.GetToken(handle)));

        // What stands for the type parameters of our own generic classes does not matter to the name of a member; a
        // transformer of ours fits their constraints.
        var anyTypes = Enumerable.Repeat(typeof(MlpMulticlassTransformer), 4).ToArray();
        foreach (var token in tokens)
        {
            var member = Ours.ManifestModule.ResolveMember(token, anyTypes, anyTypes)!;
            var assembly = (member as Type ?? member.DeclaringType!).Assembly.GetName().Name!;
            if (assembly.StartsWith("Microsoft.ML", StringComparison.Ordinal))
            {
                yield return member;
            }
        }
    }

    private static (string Type, string[] Members)[] ReadList()
    {
        using var stream = typeof(InteropTests).Assembly.GetManifestResourceStream("mlnet-internals.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(words => (words[1], words[2..]))];
    }
}
