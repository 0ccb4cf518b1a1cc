using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Report;

/// <summary>Writes numbers for charts: six significant digits are more than can be seen.</summary>
internal sealed class ShortNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteRawValue(double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : "null");
}
