using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// How descriptions become JSON: what has its default value is left out where the property says it by
/// <see cref="DefaultValueAttribute"/>, and members that are not written (output size, kind, ...) are unknown when reading.
/// </summary>
internal static class DescriptionJson
{
    public static IJsonTypeInfoResolver Resolver { get; } = new DefaultJsonTypeInfoResolver { Modifiers = { Change } };

    private static void Change(JsonTypeInfo type)
    {
        if (!typeof(LayerDescription).IsAssignableFrom(type.Type) && type.Type != typeof(NetworkDescription))
        {
            return;
        }

        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (property.Get == null && property.Set == null)
            {
                type.Properties.RemoveAt(i);
            }
            else if (property.AttributeProvider?.GetCustomAttributes(typeof(DefaultValueAttribute), inherit: true) is [DefaultValueAttribute { Value: var normal }])
            {
                property.ShouldSerialize = (_, value) => !Equals(value, normal);
            }
        }
    }
}
