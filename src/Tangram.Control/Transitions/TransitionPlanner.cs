using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Control.Transitions;

/// <summary>Orders the steps from one plan to another so that as much as possible is served on the way.</summary>
/// <remarks>
/// A segment that both plans have at the same place, with the same variant, concurrency, batch size and tasks, is kept and not touched. Others come as
/// soon as there is room, which never takes anything away; what is to be chosen is the order in which those that go make room, in rounds: drain,
/// destroy, create, load. Chosen is the order with the highest <see cref="Transition.LowestCapacity"/> in relation to the demand, then the shortest
/// <see cref="Transition.Dip"/>, then that which leaves tasks unserved for the fewest rounds, then the fewest stages; the switch comes as early as that
/// allows, after all tasks of the target are served. The search is exact for up to <see cref="StopStates.Most"/> states, which are 11 places that change
/// independently, on all devices together; beyond, the rounds are those of a greedy order, of which only the grouping and the switch are searched [N].
/// The segments that exist are legal together after every step: what stays and goes was legal, what stays and comes is, and nothing comes while what is
/// in its way is there.
/// </remarks>
public static class TransitionPlanner
{
    /// <summary>From a plan that runs to another.</summary>
    /// <param name="inventory">The devices that both plans count.</param>
    /// <param name="before">The plan that runs.</param>
    /// <param name="target">The plan that is to run.</param>
    /// <param name="demand">Requests per second by application; one that is not named counts with what the target, or else the plan before, is made for.</param>
    /// <param name="times">How long steps take.</param>
    /// <exception cref="ArgumentException">A plan's segments do not lie as the devices allow.</exception>
    public static Transition Plan(Inventory inventory, Plan before, Plan target, IReadOnlyDictionary<string, double> demand, StepTimes times)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(target);
        var placed = Parts.Placed(before);
        Legality.Require(inventory, placed, nameof(before));
        return Repair(inventory, [.. placed.Select(p => new FoundSegment(p, Serves: true))], before, target, demand, times);
    }

    /// <summary>From the segments there are, such as a transition leaves that was broken off, to a plan.</summary>
    /// <param name="inventory">The devices.</param>
    /// <param name="found">The segments that exist, legal together; those that the target does not have are destroyed.</param>
    /// <param name="graph">The plan by whose graph requests go; the target itself once they go by it, null where none are served.</param>
    /// <param name="target">The plan that is to run.</param>
    /// <param name="demand">Requests per second by application; one that is not named counts with what the target, or else the graph's plan, is made for.</param>
    /// <param name="times">How long steps take.</param>
    /// <exception cref="ArgumentException">The target's segments do not lie as the devices allow.</exception>
    public static Transition Repair(
        Inventory inventory, IReadOnlyList<FoundSegment> found, Plan? graph, Plan target, IReadOnlyDictionary<string, double> demand, StepTimes times)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(times);
        var placed = Parts.Placed(target);
        Legality.Require(inventory, placed, nameof(target));

        var parts = new Parts(found, placed);
        var isSwitched = graph is not null && (ReferenceEquals(graph, target) || SamePlan.Is(graph, target));
        var problem = new TransitionProblem(inventory, parts, new Capacity(graph, target, demand), times, isSwitched);
        return TransitionWriter.Write(problem, StopSearch.Path(problem, StopStates.All(problem) ?? StopStates.Greedy(problem)));
    }
}
