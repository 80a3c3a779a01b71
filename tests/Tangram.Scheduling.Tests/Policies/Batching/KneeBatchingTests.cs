using Tangram.Scheduling.Policies.Batching;
using Tangram.Scheduling.Tests.Driving;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Batching;

public sealed class KneeBatchingTests
{
    // 10, 12, 14 and from there in proportion: 0.1, 0.167, 0.214 and at most 0.25 items per ms, of which 0.8 is 0.2.
    private static readonly Segment Curved = new(
        0, "s0", [0], Slices: 1, Processes: 1, MaxBatch: 8,
        new BatchLatency([(1, Span(10)), (2, Span(12)), (3, Span(14)), (4, Span(16)), (8, Span(32))], 8));

    private static readonly KneeBatching Policy = new();

    [Fact]
    public void The_knee_is_the_smallest_batch_near_the_plateau() => Assert.Equal(3, Curved.Latency.Knee);

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void At_the_knee_it_runs_as_many_and_no_more(int waiting) =>
        Assert.Equal(BatchDecision.Run(3), Policy.Decide(Ms(0), [.. Enumerable.Range(0, waiting).Select(i => Item(i))], Curved));

    [Theory]
    [InlineData(1, 14)]
    [InlineData(2, 7)]
    public void Below_it_waits_for_the_knees_latency_over_the_instances(int instances, double until) =>
        Assert.Equal(BatchDecision.WaitUntil(Ms(until)), Policy.Decide(Ms(0), [Item()], Curved, instances: instances));

    [Fact]
    public void Then_it_runs_what_there_is() => Assert.Equal(BatchDecision.Run(2), Policy.Decide(Ms(14), [Item(0), Item(1)], Curved));

    [Fact]
    public void Where_larger_batches_gain_nothing_it_runs_one_at_a_time() =>
        Assert.Equal(BatchDecision.Run(1), Policy.Decide(Ms(0), [Item(0), Item(1)], Segment(one: 10, each: 10)));

    [Fact]
    public void The_engine_tells_it_how_many_processes_take_turns()
    {
        var layout = OneTask(Curved with { Processes = 2 }, Curved with { Index = 1, Id = "s1" });
        var engine = Ready(layout, PoliciesOf("knee"));

        Assert.Equal(Ms(0) + (Span(14) / 3), Assert.Single(engine.Accept(Ms(0), 0, Ms(500), [0]).OfType<Command.WakeAt>()).When);
    }
}
