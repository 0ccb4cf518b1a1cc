using System.Reflection;
using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.MlNetApi;

/// <summary>
/// Holds the stand-in for ML.NET to the surface of the real one. The list beside this test has every member that the stand-in
/// offers, as Microsoft.ML 5.0.0 declares it: on the stand-in, nothing may be offered that is not in the list; on the real
/// ML.NET, everything in the list must be there. So what compiles and runs on one does so on the other.
/// </summary>
public sealed class MlNetApiTests
{
    private static readonly Assembly[] MlNet = [.. new[]
    {
        typeof(IDataView), typeof(ITransformer), typeof(MLContext), typeof(NormalizationCatalog),
    }.Select(type => type.Assembly).Distinct()];

    [Fact]
    public void The_list_of_members_and_the_MLNET_at_hand_agree()
    {
        var list = ReadList();
        var types = MlNet.SelectMany(assembly => assembly.GetExportedTypes());
        if (IsStandIn)
        {
            types.SelectMany(ApiText.Declares).Except(list).Should().BeEmpty("the stand-in offers only what ML.NET has");
        }
        else
        {
            list.Except(types.SelectMany(ApiText.Has)).Should().BeEmpty("ML.NET has all that is listed");
        }
    }

    private static bool IsStandIn => typeof(MLContext).Assembly == typeof(IDataView).Assembly;

    private static HashSet<string> ReadList()
    {
        using var stream = typeof(MlNetApiTests).Assembly.GetManifestResourceStream("MlNetApi.members.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
