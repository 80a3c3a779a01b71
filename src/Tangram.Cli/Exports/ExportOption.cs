using System.CommandLine;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Server.Files;

namespace Tangram.Cli.Exports;

/// <summary><c>--export FORMAT=FILE</c>, as often as wanted.</summary>
internal sealed class ExportOption : Option<string[]>
{
    public ExportOption()
        : base("--export")
    {
        Description = $"also write the plan for another tool, {string.Join(", ", PlanExportCatalog.Exports.Names)}, to FILE; '-' is standard output; may be repeated";
        HelpName = "FORMAT=FILE";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
        Validators.Add(result =>
        {
            foreach (var fault in result.Tokens.Select(t => Fault(t.Value)).OfType<string>())
            {
                result.AddError(fault);
            }
        });
    }

    /// <summary>Writes the exports asked for; nothing is written unless all can be.</summary>
    /// <exception cref="FormatException">The plan cannot be exported, since it is not for GPUs.</exception>
    public void Write(ParseResult parsed, Plan plan)
    {
        var texts = (parsed.GetValue(this) ?? []).Select(Split).Select(e => (e.File, Text: PlanExportCatalog.Exports.Create(e.Format, Settings.Empty).Write(plan))).ToList();
        foreach (var (file, text) in texts)
        {
            if (string.Equals(file, "-", StringComparison.Ordinal))
            {
                parsed.InvocationConfiguration.Output.Write(text);
            }
            else
            {
                AtomicFile.WriteAllText(file, text);
            }
        }
    }

    private static (string Format, string File) Split(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (text, string.Empty) : (text[..at], text[(at + 1)..]);
    }

    private static string? Fault(string text)
    {
        var (format, file) = Split(text);
        return !PlanExportCatalog.Exports.Names.Contains(format, StringComparer.Ordinal)
            ? $"--export: no export is called '{format}'; known: {string.Join(", ", PlanExportCatalog.Exports.Names)}"
            : file.Length == 0 ? $"--export: '{text}' names no file; write {format}=FILE, or {format}=- for standard output" : null;
    }
}
