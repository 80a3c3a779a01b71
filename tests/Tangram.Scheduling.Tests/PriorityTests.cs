using System.Text;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests;

/// <summary>Priorities among the requests of one application.</summary>
public sealed class PriorityTests
{
    [Fact]
    public void A_request_of_a_higher_priority_passes_those_that_wait()
    {
        var engine = Ready(OneTask(Segment(batch: 1)));

        Assert.Equal([0, 3, 2, 4, 1], Order(engine));
    }

    [Theory]
    [InlineData(Engine.MostUrgent + 1)]
    [InlineData(-Engine.MostUrgent - 1)]
    public void A_priority_beyond_the_bounds_is_refused(int priority) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Ready(OneTask(Segment())).Accept(Ms(0), 0, Ms(100), [0], priority: priority));

    [Fact]
    public void A_replay_decides_by_priorities_too()
    {
        var layout = OneTask(Segment(batch: 1));
        using var output = new MemoryStream();
        using (var log = new DecisionLog(output, LogHeader.Of(layout, new PolicyChoice { Batching = "greedy", Admission = "every", Drop = "never", Dispatch = "least-loaded" })))
        {
            var engine = new RecordedEngine(layout, PoliciesOf(), log);
            engine.Revive(Ms(0), First);
            Order(engine);
        }

        var written = Encoding.UTF8.GetString(output.ToArray());

        Assert.Contains("\"priority\":7", written, StringComparison.Ordinal);
        Assert.Null(Replayed(written).Difference);
        Assert.NotNull(Replayed(written.Replace(",\"priority\":7", "", StringComparison.Ordinal)).Difference);
    }

    private static ReplayOutcome Replayed(string log) => Replay.Run(new MemoryStream(Encoding.UTF8.GetBytes(log)), "log");

    // Later deadlines have higher priorities, so that only these can be the reason.
    private static List<long> Order(RecordedEngine engine)
    {
        var start = Started(engine.Accept(Ms(0), 0, Ms(5000), [0]));
        foreach (var (request, priority) in ((long, int)[])[(1, -2), (2, 3), (3, 7), (4, 0)])
        {
            Assert.DoesNotContain(engine.Accept(Ms(1), request, Ms(1000 + (100 * priority)), [0], priority: priority), c => c is Command.Start);
        }

        var order = new List<long>();
        for (var now = 10; ; now += 10)
        {
            order.Add(start.Batch[0].Request);
            if (engine.Finish(Ms(now), start).OfType<Command.Start>().FirstOrDefault() is not { } next)
            {
                return order;
            }

            start = next;
        }
    }
}
