using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Writes an initializer as its name.</summary>
internal sealed class InitializerJsonConverter : JsonConverter<Initializer>
{
    public override Initializer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Initializer.Parse(reader.GetString() ?? "null");
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Initializer value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
