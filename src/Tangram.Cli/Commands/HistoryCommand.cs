using System.CommandLine;
using System.Globalization;
using Tangram.Cli.Files;
using Tangram.Cli.Histories;
using Tangram.Cli.Simulations;
using Tangram.Core.Files;
using Tangram.Server.Files;
using Tangram.Server.History;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram history</c>: what a server decided and did, and why.</summary>
internal static class HistoryCommand
{
    private const string Help = """
        Show which plans a server took over, when and why, and what else its controller decided

        Example:
          tangram history --application ocr --since 1h
        """;

    public static Command Create()
    {
        var application = new Option<string?>("--application") { Description = "Only entries of this application", HelpName = "NAME" };
        var last = new Option<int?>("--last") { Description = "Only the last N entries; all unless given", HelpName = "N" };
        Options.Require(last, v => v is null or >= 1, "a whole number of at least 1");
        var since = new Option<string?>("--since") { Description = "Only entries from then on: a time back, such as 90s, 10m, 1h or 7d, or a date, such as 2026-05-01 or 2026-05-01T08:30, in UTC", HelpName = "TIME" };
        var plan = new Option<long?>("--plan") { Description = "Print the plan of entry ID, as plan.json has it", HelpName = "ID" };
        var state = new Option<string?>("--state") { Description = "Folder that the server keeps its history in; $XDG_STATE_HOME/tangram or ~/.local/state/tangram unless given", HelpName = "DIR" };
        var json = Options.Json();
        var command = new Command("history", Help) { application, last, since, plan, state, json };
        command.SetAction(parsed =>
        {
            var (output, file) = (parsed.InvocationConfiguration.Output, StateFolder.History(parsed.GetValue(state)));
            if (parsed.GetValue(plan) is { } id)
            {
                output.Write(JsonFile.Write(HistoryReader.ReadPlan(file, id)));
                return ExitCode.Ok;
            }

            var from = parsed.GetValue(since) is { } text ? Since(text, DateTimeOffset.UtcNow) : (DateTimeOffset?)null;
            var entries = HistoryReader.Read(file, new HistoryFilter { Application = parsed.GetValue(application), Last = parsed.GetValue(last), Since = from });
            if (parsed.GetResult(json) is { Implicit: false })
            {
                Write(output, JsonFile.Write(HistoryList.Of(entries)), parsed.GetValue(json));
            }
            else
            {
                HistoryTable.Write(output, entries);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The instant that a user means.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static DateTimeOffset Since(string text, DateTimeOffset now)
    {
        if (TimeText.TryParse(text, out var back))
        {
            return now - back;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new FormatException($"--since: '{text}' is neither a time back, such as 90s, 10m, 1h or 7d, nor a date, such as 2026-05-01 or 2026-05-01T08:30");
    }

    private static void Write(TextWriter output, string text, string? file)
    {
        if (file is null or "-")
        {
            output.Write(text);
        }
        else
        {
            AtomicFile.WriteAllText(file, text);
        }
    }
}
