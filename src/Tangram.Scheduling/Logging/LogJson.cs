using System.Text.Json.Serialization;

namespace Tangram.Scheduling.Logging;

/// <summary>How a log's header is written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LogHeader))]
[JsonSerializable(typeof(LoggedLayout))]
internal sealed partial class LogJson : JsonSerializerContext;
