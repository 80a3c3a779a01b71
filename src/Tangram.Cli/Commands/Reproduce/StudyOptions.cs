using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Reproductions.Stated;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Commands.Reproduce;

/// <summary>Options of the figures that are simulated.</summary>
internal sealed class StudyOptions
{
    /// <summary><c>--profile FILE</c>.</summary>
    public Option<string?> Profile { get; } = new("--profile") { Description = "common profile, as 'tangram import parvagpu' makes one; the stated profile unless given, and for variants it does not know", HelpName = "FILE" };

    /// <summary><c>--seed N</c>.</summary>
    public Option<ulong> Seed { get; } = new("--seed") { Description = "seed of everything random; 1 unless given", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <summary><c>--html FILE</c>.</summary>
    public Option<string?> Html { get; } = new("--html") { Description = "write a page with charts to FILE", HelpName = "FILE" };

    /// <summary><c>--csv FILE</c>.</summary>
    public Option<string?> Csv { get; } = new("--csv") { Description = "write every point as CSV to FILE", HelpName = "FILE" };

    /// <summary><c>--json [FILE]</c>.</summary>
    public Option<string?> Json { get; } = Options.Json();

    /// <summary>Checks them.</summary>
    public StudyOptions() => Options.Require(Seed, s => s <= uint.MaxValue, "a whole number from 0 to 4294967295");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Profile, Seed, Html, Csv, Json])
        {
            command.Add(option);
        }
    }

    /// <summary>The profiles of the study.</summary>
    public StudyProfiles Profiles(ParseResult parsed) => parsed.GetValue(Profile) is { } file ? StudyProfiles.With(ProfileFile.Load(file), file) : StudyProfiles.Stated();

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
