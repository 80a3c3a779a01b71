using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Reproductions.Stated;

namespace Tangram.Cli.Commands.Reproduce;

/// <summary>Options of the figures that are simulated.</summary>
internal sealed class StudyOptions
{
    private readonly ReportOptions _report = new();

    /// <summary><c>--profile FILE</c>.</summary>
    public Option<string?> Profile { get; } = new("--profile") { Description = "common profile, as 'tangram import parvagpu' makes one; the stated profile unless given, and for variants it does not know", HelpName = "FILE" };

    /// <summary><c>--seed N</c>.</summary>
    public Option<ulong> Seed { get; } = new("--seed") { Description = "seed of everything random; 1 unless given", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <summary>Checks them.</summary>
    public StudyOptions() => Options.Require(Seed, s => s <= uint.MaxValue, "a whole number from 0 to 4294967295");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Profile);
        command.Add(Seed);
        _report.AddTo(command);
    }

    /// <summary>The profiles of the study.</summary>
    public StudyProfiles Profiles(ParseResult parsed) => parsed.GetValue(Profile) is { } file ? StudyProfiles.With(ProfileFile.Load(file), file) : StudyProfiles.Stated();

    /// <inheritdoc cref="ReportOptions.Write"/>
    public void Write<T>(ParseResult parsed, T report, Action<TextWriter, T> table, Func<T, string> page, Func<T, string> csv) => _report.Write(parsed, report, table, page, csv);
}
