using Tangram.Core.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tangram.Core.Applications;

/// <summary>Opens the text of a YAML file of a version.</summary>
internal static class YamlText
{
    /// <summary>The file's top section, its version checked.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <param name="faults">Collects what is wrong.</param>
    /// <param name="wanted">The version that is read; 1 but for files of others.</param>
    /// <exception cref="InvalidFileException">The text is not one YAML document.</exception>
    public static YamlSection Open(string text, string file, List<Fault> faults, string wanted = "1")
    {
        var top = new YamlSection(Root(text, file), string.Empty, faults);
        if (top.Text("version") is { Length: > 0 } version && !string.Equals(version, wanted, StringComparison.Ordinal))
        {
            top.Refuse("version", $"'{version}' is not known; this program reads version {wanted}");
        }

        return top;
    }

    private static YamlNode Root(string text, string file)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1
                ? stream.Documents[0].RootNode
                : throw new InvalidFileException(file, [new Fault(string.Empty, "is not one YAML document")]);
        }
        catch (YamlException fault)
        {
            throw new InvalidFileException(file, [new Fault($"line {fault.Start.Line}", $"is not YAML: {fault.Message.ReplaceLineEndings(" ")}")]);
        }
    }
}
