using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tangram.Core.Files;

/// <summary>Writes numbers with at most six decimals, so that files show figures and not the noise of binary fractions.</summary>
internal sealed class RoundedNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, 6));
}
