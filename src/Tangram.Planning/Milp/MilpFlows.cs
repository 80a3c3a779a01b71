using Tangram.Planning.Deciding;

namespace Tangram.Planning.Milp;

/// <summary>Deals the tasks' items out where segments are shared in a way that is not nested, as a maximum flow by augmenting paths.</summary>
/// <remarks>Where siblings wait, of two tasks with different items per request each may have segments too slow for the other.</remarks>
internal sealed class MilpFlows
{
    private readonly List<(TaskKey Task, string Variant)> _users;
    private readonly double[] _wanted;
    private readonly double[] _left;
    private readonly double _least;
    private readonly Dictionary<(int User, int Group), double> _given = [];

    private MilpFlows(IReadOnlyList<SegmentGroup> groups, Func<TaskKey, string, double> rate)
    {
        _users = [.. groups.SelectMany(g => g.Users.Select(u => (u, g.Configuration.Entry.Variant))).Distinct()];
        _wanted = [.. _users.Select(u => rate(u.Task, u.Variant))];
        _left = [.. groups.Select(g => g.Count * g.Configuration.ItemsPerSecond * (1 + Tolerance.Rate))];

        // What rounding leaves over is not worth a step.
        _least = 1e-12 * _wanted.Append(0).Max();
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var user in groups[group].Users)
            {
                _given.Add((_users.IndexOf((user, groups[group].Configuration.Entry.Variant)), group), 0);
            }
        }
    }

    /// <summary>Items per second that each group takes for each of its users, in the order of <see cref="SegmentGroup.Users"/>; null where the usual dealing does.</summary>
    public static IReadOnlyList<double[]>? Deal(IReadOnlyList<SegmentGroup> groups, Func<TaskKey, string, double> rate)
    {
        var usual = Allocation.Deal(groups, rate);
        if (groups.Select((g, i) => usual[i].Sum() <= g.Count * g.Configuration.ItemsPerSecond * (1 + Tolerance.Rate)).All(fits => fits))
        {
            return null;
        }

        var flows = new MilpFlows(groups, rate);
        for (var user = 0; user < flows._users.Count; user++)
        {
            while (flows._wanted[user] > flows._least && flows.Push(user, flows._wanted[user], []) is > 0 and var pushed)
            {
                flows._wanted[user] -= pushed;
            }
        }

        return [.. groups.Select((g, i) => g.Users.Select(u => flows._given[(flows._users.IndexOf((u, g.Configuration.Entry.Variant)), i)]).ToArray())];
    }

    // Gives to a group with room, or takes another user's place there and finds that user room elsewhere.
    private double Push(int user, double amount, HashSet<int> visited)
    {
        foreach (var group in _given.Keys.Where(k => k.User == user).Select(k => k.Group).Where(visited.Add).ToList())
        {
            var room = Math.Min(amount, _left[group]);
            if (room > _least)
            {
                _left[group] -= room;
                _given[(user, group)] += room;
                return room;
            }

            foreach (var other in _given.Where(g => g.Key.Group == group && g.Key.User != user && g.Value > _least).Select(g => g.Key.User).ToList())
            {
                var moved = Push(other, Math.Min(amount, _given[(other, group)]), visited);
                if (moved > 0)
                {
                    _given[(other, group)] -= moved;
                    _given[(user, group)] += moved;
                    return moved;
                }
            }
        }

        return 0;
    }
}
