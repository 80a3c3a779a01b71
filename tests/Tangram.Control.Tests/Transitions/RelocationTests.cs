using Tangram.Control.Transitions;
using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Control.Tests.Transitions;

/// <summary>New segments that are moved to where nothing runs.</summary>
public sealed class RelocationTests
{
    [Fact]
    public void Where_there_is_room_nothing_has_to_stop_before_what_takes_its_place_runs()
    {
        var inventory = Fleets.Get("cpu");
        var before = SmallPlans.Of(("detect", 1, 0, 10), ("read", 1, 1, 10));
        var target = SmallPlans.Of(("detect", 1, 0, 20), ("read", 1, 1, 20));
        target = target with { Instances = [.. target.Instances.Select(i => i with { Batch = 4 })] };

        var moved = Relocation.Of(inventory, before, target, Fleets.Times);

        Assert.Equal([2, 3], moved.Placements.Select(p => p.Start).Order());
        Assert.True(TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times).LowestCapacity < 10);
        Assert.InRange(TransitionPlanner.Plan(inventory, before, moved, Fleets.AsPlanned, Fleets.Times).LowestCapacity, 10, double.MaxValue);
    }

    [Theory]
    [InlineData("a100-80gb")]
    [InlineData("a30-24gb=2")]
    [InlineData("cpu=2")]
    public void What_stays_is_not_touched_what_is_moved_lies_legally_and_never_is_less_carried(string devices)
    {
        var inventory = Fleets.Get(devices);
        var plans = new PlanGenerator(inventory, 6).Make(30);
        var better = 0;
        foreach (var (before, target) in plans.SelectMany(b => plans.Select(t => (b, t))))
        {
            var moved = Relocation.Of(inventory, before, target, Fleets.Times);

            // The planner refuses plans that do not lie legally.
            var (asPlanned, asMoved) = (Plan(inventory, before, target), Plan(inventory, before, moved));
            Assert.Equal(asPlanned.Kept.Select(k => k.Target), asMoved.Kept.Select(k => k.Target).Where(k => asPlanned.Kept.Any(p => p.Target == k)));
            Assert.Equal(target.Instances, moved.Instances);
            Assert.Equal(target.Placements.Select(p => (p.Instance, p.Device, p.MemorySlices)), moved.Placements.Select(p => (p.Instance, p.Device, p.MemorySlices)));
            better += asMoved.LowestCapacity > asPlanned.LowestCapacity ? 1 : 0;
            Assert.False(asMoved.LowestCapacity < asPlanned.LowestCapacity);
        }

        Assert.InRange(better, 1, 3600);
    }

    private static Transition Plan(Inventory inventory, Plan before, Plan target) => TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times);
}
