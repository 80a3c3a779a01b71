using System.Text;
using Tangram.Core.Files;
using Tangram.Core.Time;
using Tangram.Scheduling.Logging;

namespace Tangram.Scheduling.Tests.Logging;

/// <summary>Logs that are decided again, whole and damaged.</summary>
public sealed class ReplayTests : IShell
{
    private static readonly Layout Layout = new(
        [new LayoutTask(0, "app", "one", true, [1], 1, TimeSpan.FromMilliseconds(10)), new LayoutTask(1, "app", "two", false, [], 2, TimeSpan.Zero)],
        [Segment(0, 0), Segment(1, 1), Segment(2, 1)]);

    private readonly List<(ProcessId Process, long Run, WorkItem[] Batch)> _started = [];

    [Fact]
    public void What_was_decided_once_is_decided_again()
    {
        var log = Log();

        var outcome = Replay.Run(Stream(log), "log");

        Assert.Null(outcome.Difference);
        Assert.Equal(log.Count(l => l.Contains("\"event\"", StringComparison.Ordinal)), outcome.Events);
        Assert.Equal(log.Count(l => l.Contains("\"decision\"", StringComparison.Ordinal)), outcome.Decisions);
    }

    [Fact]
    public void Every_changed_decision_is_found()
    {
        var log = Log();
        for (var i = 0; i < log.Length; i++)
        {
            if (log[i].Contains("\"decision\"", StringComparison.Ordinal))
            {
                var changed = log.ToArray();
                changed[i] = changed[i].Replace("}", ",\"more\":1}", StringComparison.Ordinal);

                var difference = Replay.Run(Stream(changed), "log").Difference;

                Assert.Equal(new LogDifference(i + 1, i == 1 ? "the header" : log[i - 1], changed[i], log[i]), difference);
            }
        }
    }

    [Fact]
    public void A_decision_left_out_is_missed_and_one_too_many_as_well()
    {
        var log = Log();
        var at = Array.FindIndex(log, l => l.Contains("\"decision\":\"start\"", StringComparison.Ordinal));

        Assert.Equal((at + 1L, log[at]), Where(Replay.Run(Stream([.. log[..at], .. log[(at + 1)..]]), "log")));
        Assert.Equal((at + 2L, null), Where(Replay.Run(Stream([.. log[..(at + 1)], .. log[at..]]), "log")));

        static (long?, string?) Where(ReplayOutcome outcome) => (outcome.Difference?.Line, outcome.Difference?.Other);
    }

    [Fact]
    public void Spaces_and_the_order_of_fields_are_no_difference()
    {
        var log = Log();
        log[1] = log[1].Replace(",", ", ", StringComparison.Ordinal);

        Assert.Null(Replay.Run(Stream(log), "log").Difference);
    }

    [Fact]
    public void A_log_that_ends_before_what_follows_from_its_last_event_is_cut_off()
    {
        var log = Log();
        var at = Array.FindIndex(log, l => l.Contains("\"decision\":\"assign\"", StringComparison.Ordinal));

        var fault = Assert.Throws<InvalidFileException>(() => Replay.Run(Stream(log[..at]), "log"));

        Assert.Equal($"log: line {at}: is the last, but what was decided on its event does not follow; the log is cut off", fault.Message);
    }

    [Theory]
    [InlineData("""{"at":9999999999,"event":"wake","segment":3}""", "has no 'segment' that is a whole number from 0 to 2")]
    [InlineData("""{"at":9999999999,"event":"free","run":1,"segment":0,"process":1}""", "has no 'process' that is a whole number from 0 to 0")]
    [InlineData("""{"at":9999999999,"event":"complete","item":99999,"children":[1]}""", "completes item 99999, which no batch before it holds")]
    [InlineData("""{"at":9999999999,"event":"think"}""", "has an event 'think', which is not known")]
    [InlineData("""{"at":0,"event":"wake","segment":0}""", "is earlier than the line before")]
    [InlineData("""{"event":"wake","segment":0}""", "has no 'at' that is a whole number from 0 to 1152921504606846976")]
    [InlineData("""[1]""", "'[1]' is not a line of a decision log, which is a JSON object")]
    [InlineData("", "'' is not a line of a decision log, which is a JSON object")]
    public void A_line_that_cannot_be_is_named(string line, string message)
    {
        string[] log = [.. Log(), line];

        var fault = Assert.Throws<InvalidFileException>(() => Replay.Run(Stream(log), "log"));

        Assert.Equal($"log: line {log.Length}: {message}", fault.Message);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "is of version 2; this program reads version 1")]
    [InlineData("\"greedy\"", "\"hungry\"", "policies: no batching policy is called 'hungry'; known: deadline, greedy, knee, timeout")]
    [InlineData("\"children\":[1]", "\"children\":[0]", "tasks[0] has another index, an application that is not there, or a child that does not come after it")]
    [InlineData("\"processes\":1", "\"processes\":0", "segments[0] has no processes, no latencies, or more or longer ones than there can be")]
    public void A_header_that_no_engine_can_be_built_of_is_refused(string was, string becomes, string message)
    {
        var log = Log();
        log[0] = log[0].Replace(was, becomes, StringComparison.Ordinal);

        var fault = Assert.Throws<InvalidFileException>(() => Replay.Run(Stream(log), "log"));

        Assert.Equal($"log: line 1: {message}", fault.Message);
    }

    [Fact]
    public void Logs_are_compared_up_to_where_one_ends()
    {
        var log = Log();

        Assert.Equal(new LogComparison(log.Length - 1, true, null), LogComparison.Of(Stream(log), "a", Stream(log), "b"));
        Assert.Equal(new LogDifference(4, log[2], log[3], null), LogComparison.Of(Stream(log), "a", Stream(log[..3]), "b").Difference);
        Assert.Equal(new LogDifference(4, log[2], null, log[3]), LogComparison.Of(Stream(log[..3]), "a", Stream(log), "b").Difference);
    }

    void IShell.Assign(in WorkItem item, Segment segment)
    {
    }

    void IShell.Start(ProcessId process, long run, Segment segment, ReadOnlySpan<WorkItem> batch) => _started.Add((process, run, batch.ToArray()));

    void IShell.Answer(long request, bool isPartial)
    {
    }

    void IShell.Drop(in WorkItem item, bool isWholeRequest, string reason)
    {
    }

    void IShell.GiveUp(in WorkItem item)
    {
    }

    void IShell.WakeAt(Instant when, Segment segment)
    {
    }

    private static Segment Segment(int index, int task) => new(index, $"s{index}", [task], 1, 1, 2, new BatchLatency([(1, TimeSpan.FromMilliseconds(10)), (2, TimeSpan.FromMilliseconds(15))], 2));

    private static MemoryStream Stream(IEnumerable<string> lines) => new(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));

    // Ten requests, of which some are refused, a process that dies with its batch, and a client that goes away.
    private string[] Log()
    {
        using var output = new MemoryStream();
        var policies = new PolicyChoice();
        using (var log = new DecisionLog(output, LogHeader.Of(Layout, policies)))
        {
            var engine = new Engine(Layout, policies.Create(), this, log);
            var now = Instant.Start;
            for (var segment = 0; segment < 3; segment++)
            {
                engine.Revive(now, new ProcessId(segment, 0));
            }

            for (var request = 0; request < 10; request++)
            {
                now += TimeSpan.FromMilliseconds(4);
                var deadline = now + TimeSpan.FromMilliseconds(request % 4 == 3 ? 5 : 200);
                if (engine.Admit(now, deadline, [0]).IsAccepted)
                {
                    engine.Accept(now, request, deadline, [0], 1, wholeGraph: true);
                }
            }

            engine.Cancel(now, 8);
            engine.Slow(now, 1, Slowdown.Of(1.5, 2));
            for (var i = 0; i < _started.Count; i++)
            {
                now += TimeSpan.FromMilliseconds(3);
                var (process, run, batch) = _started[i];
                if (i == 3)
                {
                    engine.Lose(now, process);
                    engine.Revive(now, process);
                    continue;
                }

                engine.Free(now, process, run);
                foreach (var item in batch)
                {
                    engine.Complete(now, item, [.. Layout.Tasks[item.Task].Children.Select(_ => 2)]);
                }
            }

            Assert.Equal(0, engine.RequestsInFlight);
            log.Flush();
            return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
