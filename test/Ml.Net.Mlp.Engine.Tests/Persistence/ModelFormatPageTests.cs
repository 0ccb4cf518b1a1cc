using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine.Tests.Persistence;

/// <summary>docs/model-format.md tells of every layer that a file may hold, and of every number of it.</summary>
public sealed class ModelFormatPageTests
{
    private static readonly Dictionary<string, Type> LayersByName = typeof(LayerDescription).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(layer => (string)layer.TypeDiscriminator!, layer => layer.DerivedType);

    public static TheoryData<string> Layers => [.. LayersByName.Keys];

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_page_has_a_row_with_every_number_of_the_layer(string name)
    {
        var row = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "model-format.md"))
            .Should().ContainSingle(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal)).Which;
        foreach (var number in LayersByName[name].GetProperties().Where(property => property.CanWrite && property.GetCustomAttribute<JsonIgnoreAttribute>() == null))
        {
            row.Should().Contain($"`{JsonNamingPolicy.CamelCase.ConvertName(number.Name)}`");
        }
    }
}
