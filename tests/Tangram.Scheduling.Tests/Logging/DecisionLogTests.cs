using System.Text;
using System.Text.Json;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Logging;

/// <summary>What an engine writes of itself.</summary>
public sealed class DecisionLogTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes() => Seeds.ForAll(20, seed =>
    {
        var first = Written(seed, out _);

        Assert.Equal(first, Written(seed, out _));
        Assert.NotEmpty(first);
    });

    [Fact]
    public void Every_command_is_in_it_and_every_line_is_an_object_in_the_order_of_time() => Seeds.ForAll(20, seed =>
    {
        var lines = Encoding.UTF8.GetString(Written(seed, out var ledger)).TrimEnd('\n').Split('\n').Skip(1).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var decisions = lines.Where(l => l.TryGetProperty("decision", out var kind) && kind.GetString() is not ("hold" or "reroute")).ToList();

        Assert.Equal(ledger.Log.Count, decisions.Count);
        Assert.Equal(lines.Select(l => l.GetProperty("at").GetInt64()).Order(), lines.Select(l => l.GetProperty("at").GetInt64()));
    });

    [Fact]
    public void A_run_is_written_line_by_line()
    {
        var output = new MemoryStream();
        using var log = new DecisionLog(output, LogHeader.Of(OneTask(Segment()), new PolicyChoice()));
        var engine = new RecordedEngine(OneTask(Segment()), PoliciesOf("timeout"), log);
        engine.Revive(Ms(0), First);
        engine.Accept(Ms(1), 7, Ms(100), [0], wholeGraph: false);
        var start = Started(engine.Wake(Ms(6), 0));
        engine.Free(Ms(16), First, start.Run);
        engine.Complete(Ms(16), start.Batch[0], []);
        log.Flush();

        Assert.Equal(
            """
            {"at":0,"event":"revive","segment":0,"process":0}
            {"at":10000,"event":"accept","request":7,"deadline":1000000,"tasks":[0],"items":1,"whole":false}
            {"at":10000,"decision":"assign","item":0,"request":7,"task":0,"parent":-1,"ordinal":0,"segment":0}
            {"at":10000,"decision":"wakeAt","segment":0,"when":60000}
            {"at":60000,"event":"wake","segment":0}
            {"at":60000,"decision":"start","run":0,"items":[0],"segment":0,"process":0}
            {"at":160000,"event":"free","run":0,"segment":0,"process":0}
            {"at":160000,"event":"complete","item":0,"children":[]}
            {"at":160000,"decision":"answer","request":7,"partial":false}

            """.ReplaceLineEndings("\n"),
            string.Join('\n', Encoding.UTF8.GetString(output.ToArray()).Split('\n').Skip(1)));
    }

    [Fact]
    public void A_full_disk_disturbs_no_decision() => Seeds.ForAll(20, seed =>
    {
        var workload = Workload.Create(seed, withDeaths: true, withCancels: true);
        var choice = RandomPolicies.Choose(seed);
        var whole = new VirtualShell(workload, choice.Create());
        whole.Run();
        var told = new List<string>();
        using var log = new DecisionLog(new FullDisk(), LogHeader.Of(workload.Layout, choice), fault => told.Add(fault.Message));
        var disturbed = new VirtualShell(workload, choice.Create(), log);
        disturbed.Run();
        log.Flush();
        log.Dispose();

        Assert.Equal(whole.Ledger.Log, disturbed.Ledger.Log);
        Assert.Equal("full", log.Fault?.Message);
        Assert.Equal(["full"], told);
    });

    [Fact]
    public void A_disk_that_is_full_only_at_the_end_is_told_too()
    {
        var log = new DecisionLog(new FullDisk(), LogHeader.Of(OneTask(Segment()), new PolicyChoice()));

        Assert.Null(log.Fault);
        log.Dispose();
        log.Dispose();

        Assert.Equal("full", log.Fault?.Message);
    }

    [Fact]
    public void What_is_decided_after_the_end_is_not_written_and_harms_nothing()
    {
        var output = new MemoryStream();
        var log = new DecisionLog(output, LogHeader.Of(OneTask(Segment()), new PolicyChoice()));
        var engine = new RecordedEngine(OneTask(Segment()), PoliciesOf(), log);
        log.Dispose();
        var length = output.ToArray().Length;

        Assert.Single(engine.Accept(Ms(0), 0, Ms(100), [0]).OfType<Command.Assign>());
        log.Flush();
        Assert.Equal(length, output.ToArray().Length);
    }

    private static byte[] Written(int seed, out Ledger ledger)
    {
        var workload = Workload.Create(seed, withDeaths: true, withCancels: true);
        var choice = RandomPolicies.Choose(seed);
        var output = new MemoryStream();
        using (var log = new DecisionLog(output, LogHeader.Of(workload.Layout, choice)))
        {
            var shell = new VirtualShell(workload, choice.Create(), log);
            shell.Run();
            ledger = shell.Ledger;
        }

        return output.ToArray();
    }

    /// <summary>Takes nothing, and complains again when it is closed, as a file does that still holds something back.</summary>
    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("full");

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new IOException("still full");
        }
    }
}
