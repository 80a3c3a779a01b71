using System.CommandLine;
using Tangram.Cli.Terminal;
using Tangram.Server.Files;

namespace Tangram.Cli.Commands.Reproduce;

/// <summary>Options of the figures that have a page and points.</summary>
internal sealed class ReportOptions
{
    /// <summary><c>--html FILE</c>.</summary>
    public Option<string?> Html { get; } = new("--html") { Description = "write a page with charts to FILE", HelpName = "FILE" };

    /// <summary><c>--csv FILE</c>.</summary>
    public Option<string?> Csv { get; } = new("--csv") { Description = "write every point as CSV to FILE", HelpName = "FILE" };

    /// <summary><c>--json [FILE]</c>.</summary>
    public Option<string?> Json { get; } = Options.Json();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Html);
        command.Add(Csv);
        command.Add(Json);
    }

    /// <summary>The files asked for: page, CSV and JSON, in this order.</summary>
    public IEnumerable<string> Files(ParseResult parsed) => ((Option<string?>[])[Html, Csv, Json]).Select(parsed.GetValue).OfType<string>().Where(f => f is not "-");

    /// <summary>Writes what was asked for: files, and JSON or the table to standard output.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="report">The report.</param>
    /// <param name="table">Writes it for people.</param>
    /// <param name="page">Writes it as a page.</param>
    /// <param name="csv">Writes it as CSV.</param>
    public void Write<T>(ParseResult parsed, T report, Action<TextWriter, T> table, Func<T, string> page, Func<T, string> csv)
    {
        if (parsed.GetValue(Html) is { } html)
        {
            AtomicFile.WriteAllText(html, page(report));
        }

        if (parsed.GetValue(Csv) is { } file)
        {
            AtomicFile.WriteAllText(file, csv(report));
        }

        if (parsed.GetResult(Json) is { Implicit: false })
        {
            Output.WriteJson(report, parsed.GetValue(Json));
        }
        else
        {
            table(parsed.InvocationConfiguration.Output, report);
        }
    }
}
