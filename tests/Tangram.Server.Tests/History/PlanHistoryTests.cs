using Microsoft.Data.Sqlite;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Server.History;

namespace Tangram.Server.Tests.History;

public sealed class PlanHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HistoryFilter Everything = new();
    private static readonly Plan SomePlan = new(1, "exact", true, "slices", 1, 2, 4, 2, 0.1, "wait", 3, [new PlannedPool("cpu", 1, 1)], [], [], []);

    private readonly string _folder = Directory.CreateTempSubdirectory("tangram-history-").FullName;
    private readonly HistoryLog _log = new();

    private string File => Path.Combine(_folder, "state", "history.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_appended_can_be_read()
    {
        await WriteAsync(Entry(0) with
        {
            At = Noon.ToOffset(TimeSpan.FromHours(2)),
            Why = "demand rose\nto 4",
            Before = new HistoryFigures { Demand = 2.5, Slices = 2, Accuracy = double.PositiveInfinity },
            After = new HistoryFigures { PlannedDemand = 4, Attainment = 0.99, LowestCapacity = 2, DipMilliseconds = 120 },
            Plan = SomePlan,
            DurationMilliseconds = 1.5,
        });

        var read = Assert.Single(HistoryReader.Read(File, Everything));
        Assert.Equal((1, Noon, TimeSpan.Zero, "ocr", HistoryKinds.Plan, "what 0", "demand rose to 4", true, 1.5), (read.Id, read.At, read.At.Offset, read.Application, read.Kind, read.What, read.Why, read.HasPlan, read.DurationMilliseconds));
        Assert.Equal(new HistoryFigures { Demand = 2.5, Slices = 2 }, read.Before);
        Assert.Equal(new HistoryFigures { PlannedDemand = 4, Attainment = 0.99, LowestCapacity = 2, DipMilliseconds = 120 }, read.After);
        Assert.Equal(JsonFile.Write(SomePlan), JsonFile.Write(HistoryReader.ReadPlan(File, 1)));
        Assert.Empty(_log.Rest());
    }

    [Fact]
    public async Task Entries_are_chosen_by_application_number_and_time()
    {
        await WriteAsync([.. Enumerable.Range(0, 6).Select(i => Entry(i) with { Application = i % 2 == 0 ? "ocr" : "tag" })]);

        Assert.Equal(["what 0", "what 2", "what 4"], Words(new HistoryFilter { Application = "ocr" }));
        Assert.Equal(["what 4", "what 5"], Words(new HistoryFilter { Last = 2 }));
        Assert.Equal(["what 3", "what 4", "what 5"], Words(new HistoryFilter { Since = Noon.AddMinutes(3) }));
        Assert.Equal(["what 5"], Words(new HistoryFilter { Application = "tag", Last = 1, Since = Noon.AddMinutes(1) }));
        Assert.Empty(Words(new HistoryFilter { Application = "none" }));
    }

    [Fact]
    public async Task An_entry_without_a_plan_has_none_to_print()
    {
        await WriteAsync(Entry(0));

        Assert.Equal($"{File}: entry 1 has no plan, or is not there; 'tangram history' lists the entries, with a * those that have one", Assert.Throws<InvalidFileException>(() => HistoryReader.ReadPlan(File, 1)).Message);
        Assert.Throws<InvalidFileException>(() => HistoryReader.ReadPlan(File, 7));
    }

    [Fact]
    public async Task What_is_old_or_too_much_is_removed()
    {
        await WriteAsync([.. Enumerable.Range(0, 20).Select(Entry)]);
        await WriteAsync(Entry(20));
        Assert.Equal(21, Words(Everything).Count);

        var options = new HistoryOptions { File = File, MostEntries = 5, Keep = TimeSpan.FromMinutes(4) };
        await WriteAsync(options, Noon.AddMinutes(20), Entry(21));
        Assert.Equal(["what 17", "what 18", "what 19", "what 20", "what 21"], Words(Everything));

        await WriteAsync(options, Noon.AddMinutes(22.5), Entry(22));
        Assert.Equal(["what 19", "what 20", "what 21", "what 22"], Words(Everything));
    }

    [Fact]
    public async Task It_is_pruned_while_it_is_written_too()
    {
        await WriteAsync(new HistoryOptions { File = File, MostEntries = 5 }, Noon, [.. Enumerable.Range(0, 900).Select(Entry)]);

        Assert.InRange(Words(Everything).Count, 5, 5 + PlanHistory.MostWaiting);
        Assert.Equal("what 899", Words(Everything)[^1]);
    }

    [Fact]
    public async Task Two_that_write_at_once_lose_nothing()
    {
        await using (var one = new PlanHistory(new HistoryOptions { File = File }, new Fixed(Noon), _log))
        {
            await using var other = new PlanHistory(new HistoryOptions { File = File }, new Fixed(Noon), _log);
            for (var i = 0; i < 200; i++)
            {
                one.Append(Entry(i));
                other.Append(Entry(1000 + i));
            }
        }

        Assert.Equal(400, Words(Everything).Distinct().Count());
        Assert.Empty(_log.Rest());
    }

    [Fact]
    public void It_can_be_read_while_another_writes()
    {
        using var writer = HistoryDatabase.OpenToWrite(new HistoryOptions { File = File });
        writer.Append([Entry(0)]);
        using var other = Raw();
        using var transaction = other.BeginTransaction();
        Execute(other, "DELETE FROM entries", transaction);

        Assert.Equal(["what 0"], Words(Everything));
    }

    [Fact]
    public async Task While_another_process_holds_the_file_entries_wait()
    {
        await WriteAsync(Entry(0));
        await using (var history = new PlanHistory(new HistoryOptions { File = File, BusyTimeout = TimeSpan.FromSeconds(1) }, new Fixed(Noon), _log))
        {
            using (var other = Raw())
            using (other.BeginTransaction())
            {
                history.Append(Entry(1));
                Assert.Equal($"Warning: The history is not written to {File}: another process holds it", await _log.NextAsync());
            }

            history.Append(Entry(2));
            Assert.Equal($"Information: The history is written to {File} again", await _log.NextAsync());
        }

        Assert.Equal(["what 0", "what 1", "what 2"], Words(Everything));
    }

    [Fact]
    public async Task A_file_that_is_no_history_is_said_once_and_left_alone_until_it_is_moved_away()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("no database ", 1000)));
        await using (var history = new PlanHistory(new HistoryOptions { File = File }, new Fixed(Noon), _log))
        {
            history.Append(Entry(0));
            Assert.Equal($"Warning: The history is not written to {File}: it is no SQLite file; move it away", await _log.NextAsync());
            Assert.Equal($"{File}: cannot be read as a history: it is no SQLite file; move it away", Assert.Throws<InvalidFileException>(() => HistoryReader.Read(File, Everything)).Message);

            history.Append(Entry(1));
            System.IO.File.Move(File, File + ".bad");
            history.Append(Entry(2));
            Assert.Equal($"Information: The history is written to {File} again", await _log.NextAsync());
        }

        Assert.Equal(["what 0", "what 1", "what 2"], Words(Everything));
        Assert.Empty(_log.Rest());
    }

    [Fact]
    public async Task A_file_that_is_removed_while_it_is_written_is_begun_anew()
    {
        await WriteAsync(Entry(0));
        await using (var history = new PlanHistory(new HistoryOptions { File = File, BusyTimeout = TimeSpan.FromSeconds(1) }, new Fixed(Noon), _log))
        {
            using (var other = Raw())
            using (other.BeginTransaction())
            {
                history.Append(Entry(1));
                await _log.NextAsync();
            }

            // Once it says that it writes again, it has the file open.
            history.Append(Entry(2));
            await _log.NextAsync();
            System.IO.File.Delete(File);
            history.Append(Entry(3));
        }

        Assert.Equal(["what 3"], Words(Everything));
    }

    [Fact]
    public async Task A_newer_file_is_refused_and_not_touched()
    {
        await WriteAsync(Entry(0));
        using (var raw = Raw())
        {
            Execute(raw, "PRAGMA user_version = 2");
        }

        var message = $"{File}: its tables are of version 2; this program knows version 1; use another --state folder, or move the file away";
        Assert.Equal(message, Assert.Throws<InvalidFileException>(() => HistoryReader.Read(File, Everything)).Message);
        await WriteAsync(Entry(1));
        Assert.Equal([$"Warning: The history is not written to {File}: {message}"], _log.Rest());
        using var again = Raw();
        using var count = again.CreateCommand();
        count.CommandText = "SELECT count(*) FROM entries";
        Assert.Equal(1L, count.ExecuteScalar());
    }

    [Fact]
    public async Task Where_there_can_be_no_folder_nothing_is_kept_and_nothing_fails()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "state"), "a file");
        var history = new PlanHistory(new HistoryOptions { File = File }, new Fixed(Noon), _log);
        for (var i = 0; i < 3 * PlanHistory.MostWaiting; i++)
        {
            history.Append(Entry(i));
        }

        await history.DisposeAsync();

        Assert.Equal(3 * PlanHistory.MostWaiting, history.Lost);
        Assert.StartsWith($"Warning: The history is not written to {File}: ", Assert.Single(_log.Rest()));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_with_how_one_comes_to_be() =>
        Assert.Equal($"{File}: there is no history; 'tangram serve' writes one, --state says where", Assert.Throws<InvalidFileException>(() => HistoryReader.Read(File, Everything)).Message);

    private static HistoryEntry Entry(int number) => new(Noon.AddMinutes(number), "ocr", HistoryKinds.Plan, $"what {number}", "why");

    private static void Execute(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        command.ExecuteNonQuery();
    }

    private Task WriteAsync(params HistoryEntry[] entries) => WriteAsync(new HistoryOptions { File = File }, Noon, entries);

    private async Task WriteAsync(HistoryOptions options, DateTimeOffset now, params HistoryEntry[] entries)
    {
        await using var history = new PlanHistory(options, new Fixed(now), _log);
        Array.ForEach(entries, history.Append);
    }

    private List<string> Words(HistoryFilter filter) => [.. HistoryReader.Read(File, filter).Select(e => e.What)];

    private SqliteConnection Raw()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    private sealed class Fixed(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
