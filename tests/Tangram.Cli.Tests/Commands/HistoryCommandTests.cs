using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Tangram.Cli.Commands;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Server.History;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram history</c> as users meet it.</summary>
public sealed class HistoryCommandTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Plan SomePlan = new(1, "exact", true, "slices", 1, 2, 4, 2, 0.1, "wait", 3, [new PlannedPool("cpu", 1, 1)], [], [], []);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_lists_what_was_decided_and_why()
    {
        await WriteAsync();

        var run = await CommandRun.Of("history", "--state", _folder.Root);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches(@"│ +1\* │ 2026-05-01 12:00:00 │ ocr +│ plan ", run.Output);
        Assert.Matches(@"│ +2 +│ 2026-05-01 12:01:00 │ tag +│ failure ", run.Output);
        Assert.Contains("demand 2.5 → 4", run.Output, StringComparison.Ordinal);
        Assert.Contains("[sic]", run.Output, StringComparison.Ordinal);
        Assert.Contains("'tangram history --plan ID' prints its plan", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_the_entries_that_are_asked_for()
    {
        await WriteAsync();

        var run = await CommandRun.Of("history", "--application", "ocr", "--last", "1", "--since", "2026-05-01", "--state", _folder.Root, "--json");

        var entry = JsonNode.Parse(run.Output)!["entries"]!.AsArray().Single()!;
        Assert.Equal((1, "ocr", "plan", true), ((int)entry["id"]!, (string)entry["application"]!, (string)entry["kind"]!, (bool)entry["hasPlan"]!));
        Assert.Equal((2.5, 4), ((double)entry["before"]!["demand"]!, (double)entry["after"]!["demand"]!));
        Assert.Equal((12, 1), ((int)entry["durationMilliseconds"]!, (int)JsonNode.Parse(run.Output)!["version"]!));
    }

    [Fact]
    public async Task A_plan_is_printed_as_its_file_has_it()
    {
        await WriteAsync();

        Assert.Equal(JsonFile.Write(SomePlan), (await CommandRun.Of("history", "--plan", "1", "--state", _folder.Root)).Output);
        var none = await CommandRun.Of("history", "--plan", "2", "--state", _folder.Root);
        Assert.Equal(2, none.ExitCode);
        Assert.EndsWith("history.db: entry 2 has no plan, or is not there; 'tangram history' lists the entries, with a * those that have one", none.Error);
    }

    [Fact]
    public async Task Nothing_that_fits_is_said()
    {
        await WriteAsync();

        var run = await CommandRun.Of("history", "--application", "none", "--state", _folder.Root);
        Assert.Equal((0, "no entries\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Without_a_history_it_ends_with_one_line()
    {
        var run = await CommandRun.Of("history", "--state", _folder.Root);

        Assert.Equal((2, $"{_folder.At("history.db")}: there is no history; 'tangram serve' writes one, --state says where"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--since", "yesterday", "--since: 'yesterday' is neither a time back, such as 90s, 10m, 1h or 7d, nor a date, such as 2026-05-01 or 2026-05-01T08:30")]
    [InlineData("--last", "0", "--last: '0' is not a whole number of at least 1")]
    public async Task What_makes_no_sense_is_refused(string option, string value, string message)
    {
        await WriteAsync();
        var run = await CommandRun.Of("history", option, value, "--state", _folder.Root);

        Assert.Equal((2, message), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Theory]
    [InlineData("90s", "2026-05-01T11:58:30Z")]
    [InlineData("1h", "2026-05-01T11:00:00Z")]
    [InlineData("7d", "2026-04-24T12:00:00Z")]
    [InlineData("2026-04-30", "2026-04-30T00:00:00Z")]
    [InlineData("2026-04-30T08:30", "2026-04-30T08:30:00Z")]
    [InlineData("2026-04-30T08:30+02:00", "2026-04-30T06:30:00Z")]
    public void Since_is_a_time_back_or_a_date(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), HistoryCommand.Since(text, Noon));

    private async Task WriteAsync()
    {
        await using var history = new PlanHistory(new HistoryOptions { File = _folder.At("history.db"), Keep = TimeSpan.FromDays(36500) }, TimeProvider.System, NullLogger.Instance);
        history.Append(new HistoryEntry(Noon, "ocr", HistoryKinds.Plan, "plan for 4 requests/s", "demand rose") { Before = new HistoryFigures { Demand = 2.5 }, After = new HistoryFigures { Demand = 4 }, Plan = SomePlan, DurationMilliseconds = 12 });
        history.Append(new HistoryEntry(Noon.AddMinutes(1), "tag", HistoryKinds.Failure, "no plan", "the device is too small [sic]"));
    }
}
