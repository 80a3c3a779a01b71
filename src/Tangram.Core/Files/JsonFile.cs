using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tangram.Core.Files;

/// <summary>How every JSON file of the project is read and written: camelCase, unknown and missing fields refused, <c>"version": 1</c>.</summary>
/// <remarks>Fields that are null are written, since a field that is missing is refused.</remarks>
public static class JsonFile
{
    /// <summary>The only version written and read.</summary>
    public const int Version = 1;

    /// <summary>The settings under which all files are written and read.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IndentSize = 2,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes <paramref name="value"/> as the text of a file, ending in a line feed.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <exception cref="InvalidFileException">The text is not JSON, lacks a field, has an unknown one, or its values are refused.</exception>
    public static T Read<T>(string text, string file)
        where T : class, IVersioned
    {
        try
        {
            var value = JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidFileException(file, [new Fault(string.Empty, "is empty")]);
            return value.Version == Version
                ? value
                : throw new InvalidFileException(file, [new Fault("version", $"{value.Version} is not known; this program reads version {Version}")]);
        }
        catch (JsonException fault)
        {
            throw new InvalidFileException(file, JsonFaults.Of(fault));
        }
        catch (ArgumentException fault)
        {
            throw new InvalidFileException(file, [new Fault(string.Empty, fault.Message.ReplaceLineEndings(" "))]);
        }
    }
}
