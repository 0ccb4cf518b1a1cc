using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Writes an activation as its name.</summary>
internal sealed class ActivationJsonConverter : JsonConverter<Activation>
{
    public override Activation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Activation.Parse(reader.GetString() ?? "null");
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Activation value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
