using Tangram.Control.Transitions;
using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Control.Tests.Transitions;

/// <summary>Goes through every order in which segments can be stopped, alone and several at once, with the switch at every place between.</summary>
internal sealed class EveryOrder(Inventory inventory, Plan before, Plan target, Demands demands, StepTimes times)
{
    private readonly List<PlacedInstance> _stops = Except(before, target);
    private readonly List<PlacedInstance> _starts = Except(target, before);

    /// <summary>Segments of the plan before that the target does not have.</summary>
    public int Stops => _stops.Count;

    /// <summary>The highest lowest level of all orders, and the shortest dip of those that have it.</summary>
    public (double Level, TimeSpan Dip) Best()
    {
        var state = new State(_stops, [], false, demands.Level(false, [.. before.Instances]), TimeSpan.Zero);
        var first = Possible(state);
        var dip = state.Level < 1 - 1e-7 && first.Count > 0 ? times.Create + times.Load : TimeSpan.Zero;
        return Ends(state with { On = first, Dip = dip }).Aggregate((best, next) => next.Level > best.Level * (1 + 1e-7) || (next.Level >= best.Level * (1 - 1e-7) && next.Dip < best.Dip) ? next : best);
    }

    private IEnumerable<(double Level, TimeSpan Dip)> Ends(State state)
    {
        if (!state.Switched)
        {
            var level = Math.Min(state.Level, demands.Level(true, Serving(state with { Switched = true })));
            foreach (var end in Ends(state with { Switched = true, Level = level }))
            {
                yield return end;
            }
        }
        else if (state.Left.Count == 0)
        {
            yield return (state.Level, state.Dip);
        }

        for (var chosen = 1; chosen < 1 << state.Left.Count; chosen++)
        {
            var stays = state.Left.Where((_, i) => (chosen & (1 << i)) == 0).ToList();
            var during = demands.Level(state.Switched, Serving(state with { Left = stays }));
            var next = state with { Left = stays, Level = Math.Min(state.Level, during) };
            var on = Possible(next);
            var time = times.Drain + times.Destroy + (on.Count > state.On.Count ? times.Create + times.Load : TimeSpan.Zero);
            foreach (var end in Ends(next with { On = on, Dip = next.Dip + (during < 1 - 1e-7 ? time : TimeSpan.Zero) }))
            {
                yield return end;
            }
        }
    }

    private static List<PlacedInstance> Except(Plan plan, Plan other) =>
        [.. Placed(plan).Where(p => !Placed(other).Any(o => o.Placement.Device == p.Placement.Device && o.Placement.Start == p.Placement.Start && Same(o.Instance, p.Instance)))];

    private static IEnumerable<PlacedInstance> Placed(Plan plan) => plan.Placements.Select(p => new PlacedInstance(plan.Instances.Single(i => i.Id == p.Instance), p));

    private static bool Same(Instance one, Instance other) =>
        (one.Profile, one.Variant, one.Batch, one.Concurrency) == (other.Profile, other.Variant, other.Batch, other.Concurrency)
        && one.Serves.Select(w => (w.Application, w.Task)).ToHashSet().SetEquals(other.Serves.Select(w => (w.Application, w.Task)));

    // What stays, as the plan in force has it, what is left and what came.
    private List<Instance> Serving(State state)
    {
        var (plan, gone) = state.Switched ? (target, _starts) : (before, _stops);
        return [.. plan.Instances.Where(i => !gone.Any(s => ReferenceEquals(s.Instance, i))), .. state.Left.Select(s => s.Instance), .. state.On.Select(s => s.Instance)];
    }

    private List<PlacedInstance> Possible(State state)
    {
        var present = Placed(before).Where(p => !_stops.Exists(s => ReferenceEquals(s.Instance, p.Instance)) || state.Left.Exists(s => ReferenceEquals(s.Instance, p.Instance))).Concat(state.On).ToList();
        var on = state.On.ToList();
        foreach (var start in _starts.Where(s => !on.Contains(s)))
        {
            var model = inventory.Pools[inventory.PoolOf(start.Placement.Device)].Model;
            var names = model.Profiles.Select(p => p.Name).ToList();
            if (new DeviceLayout([.. present.Append(start).Where(p => p.Placement.Device == start.Placement.Device).Select(p => new PlacedSegment(names.IndexOf(p.Instance.Profile), p.Placement.Start))]).IsLegal(model))
            {
                present.Add(start);
                on.Add(start);
            }
        }

        return on;
    }

    private sealed record State(List<PlacedInstance> Left, List<PlacedInstance> On, bool Switched, double Level, TimeSpan Dip);
}
