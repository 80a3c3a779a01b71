using Tangram.Core.Plans;
using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Faults;

namespace Tangram.Simulation.Tests.Faults;

/// <summary>Plans that follow each other as one layout.</summary>
public sealed class LayoutUnionTests
{
    private static readonly Instant At = new(100);
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(2);

    [Fact]
    public void One_plan_is_its_own_layout()
    {
        var plan = Of(("a", 0, 0, 4));

        var union = LayoutUnion.Of([plan]);

        Assert.Equal(plan.Layout.Segments, union.Layout.Segments);
        Assert.Equal([(0, "a")], union.Origins);
    }

    [Fact]
    public void What_stays_as_it_is_is_there_once_whatever_it_is_called()
    {
        var union = LayoutUnion.Of([Of(("a", 0, 0, 4), ("b", 0, 2, 4)), Of(("x", 0, 0, 4), ("a", 1, 0, 4))]);

        Assert.Equal(["a", "b", "a#2"], union.Layout.Segments.Select(s => s.Id));
        Assert.Equal([0, 1, 2], union.Layout.Segments.Select(s => s.Index));
        Assert.Equal([(0, "a"), (0, "b"), (1, "a")], union.Origins);
        var change = union.ChangeTo(1, At, Load);
        Assert.Equal([1], change.Retired);
        Assert.Equal([2], change.Added);
        Assert.Equal((At, Load), (change.At, change.Load));
    }

    [Theory]
    [InlineData(1, 0, 4, "1g", 1, "v")]
    [InlineData(0, 1, 4, "1g", 1, "v")]
    [InlineData(0, 0, 8, "1g", 1, "v")]
    [InlineData(0, 0, 4, "2g", 1, "v")]
    [InlineData(0, 0, 4, "1g", 2, "v")]
    [InlineData(0, 0, 4, "1g", 1, "w")]
    public void A_segment_of_another_place_size_or_variant_takes_the_place_of_the_old(int device, int start, int batch, string profile, int processes, string variant)
    {
        var union = LayoutUnion.Of([Of(("a", 0, 0, 4)), Of([("a", device, start, batch, profile, processes, variant)])]);

        var change = union.ChangeTo(1, At, Load);
        Assert.Equal([0], change.Retired);
        Assert.Equal([1], change.Added);
    }

    [Fact]
    public void Two_equal_segments_stay_as_two()
    {
        var union = LayoutUnion.Of([Of(("a", 0, 0, 4), ("b", 1, 0, 4)), Of(("a", 0, 0, 4), ("b", 1, 0, 4))]);

        Assert.Equal(2, union.Layout.Segments.Count);
        Assert.Empty(union.ChangeTo(1, At, Load).Retired);
    }

    [Fact]
    public void What_went_and_comes_back_is_another_segment()
    {
        var union = LayoutUnion.Of([Of(("a", 0, 0, 4)), Of(("b", 0, 1, 4)), Of(("a", 0, 0, 4))]);

        Assert.Equal(["a", "b", "a#2"], union.Layout.Segments.Select(s => s.Id));
        Assert.Equal([2], union.SegmentsOf(2));
    }

    [Fact]
    public void Other_tasks_are_refused_by_name()
    {
        var other = Of(("a", 0, 0, 4));
        var renamed = (other.Plan, other.Layout with { Tasks = [other.Layout.Tasks[0] with { Name = "read" }] });

        var fault = Assert.Throws<ArgumentException>(() => LayoutUnion.Of([other, renamed]));

        Assert.StartsWith("it does not run app/task, which the first plan does", fault.Message, StringComparison.Ordinal);
    }

    private static (Plan Plan, Layout Layout) Of(params (string Id, int Device, int Start, int Batch)[] segments) =>
        Of([.. segments.Select(s => (s.Id, s.Device, s.Start, s.Batch, "1g", 1, "v"))]);

    private static (Plan Plan, Layout Layout) Of(IReadOnlyList<(string Id, int Device, int Start, int Batch, string Profile, int Processes, string Variant)> segments)
    {
        var plan = new Plan(
            1, "test", true, "devices", 2, 2, 14, 2, 0, "spread", 0, [], [],
            [.. segments.Select(s => new Instance(s.Id, s.Variant, "a100", s.Profile, s.Processes, s.Batch, 1, 10, 100, 0, []))],
            [.. segments.Select(s => new Placement(s.Id, s.Device, s.Start, 1))]);
        var layout = new Layout(
            [new LayoutTask(0, "app", "task", true, [], 1, TimeSpan.Zero)],
            [.. segments.Select((s, i) => new Segment(i, s.Id, [0], 1, s.Processes, s.Batch, new BatchLatency([(1, TimeSpan.FromMilliseconds(10))], s.Batch)) { Variant = s.Variant, Device = s.Device })]);
        return (plan, layout);
    }
}
