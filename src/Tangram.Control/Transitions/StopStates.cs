namespace Tangram.Control.Transitions;

/// <summary>The states that a search looks at, fewest segments gone first; the first has none gone, the last all.</summary>
/// <remarks>
/// A segment is worth destroying only for one that comes in its place; what is in nobody's way goes last. So the states are those in which what is gone
/// is what was in the way of some of those that come, and the last [N]. Seven small segments that make room for a large one are two states, not 128.
/// </remarks>
internal static class StopStates
{
    /// <summary>Most states for which every order is looked at: those of 11 places that change independently of each other.</summary>
    public const int Most = 1 << 11;

    /// <summary>All of them, or null if there are more than <see cref="Most"/>.</summary>
    public static IReadOnlyList<StopState>? All(TransitionProblem problem)
    {
        var known = new HashSet<SegmentSet> { problem.NoneGone() };
        var ahead = new Queue<SegmentSet>(known);
        while (ahead.TryDequeue(out var gone))
        {
            foreach (var obstacle in problem.Obstacles)
            {
                if (!gone.Contains(obstacle) && gone.With(obstacle) is var next && known.Add(next))
                {
                    ahead.Enqueue(next);
                    if (known.Count > Most)
                    {
                        return null;
                    }
                }
            }
        }

        known.Add(problem.AllGone());
        return InOrder(problem, known);
    }

    /// <summary>Those of two orders: always that next which leaves most, by the graph before and by the target's; of equal ones that which then brings most.</summary>
    public static IReadOnlyList<StopState> Greedy(TransitionProblem problem)
    {
        var known = new HashSet<SegmentSet> { problem.AllGone() };
        foreach (var switched in (bool[])[false, true])
        {
            for (var state = problem.StateOf(problem.NoneGone()); state is not null; state = Next(problem, state, switched))
            {
                known.Add(state.Gone);
            }
        }

        return InOrder(problem, known);
    }

    private static StopState? Next(TransitionProblem problem, StopState from, bool switched)
    {
        (double During, double After) best = default;
        StopState? next = null;
        foreach (var obstacle in problem.Obstacles)
        {
            if (from.Gone.Contains(obstacle))
            {
                continue;
            }

            var to = problem.StateOf(from.Gone.With(obstacle));
            var levels = (problem.Level(switched, from, to), problem.Level(switched, to, to));
            if (next is null || levels.CompareTo(best) > 0)
            {
                (best, next) = (levels, to);
            }
        }

        return next;
    }

    private static List<StopState> InOrder(TransitionProblem problem, HashSet<SegmentSet> sets) =>
        [.. sets.Select(problem.StateOf).OrderBy(s => s.Gone.Count)];
}
