namespace Tangram.Control.Transitions;

/// <summary>Finds the best way through the states of a transition.</summary>
/// <remarks>
/// Best is the highest lowest level; of these ways the one that is short of the demand for the shortest time, then that with the fewest rounds in which a
/// task is left unserved, then with the fewest stages, then with the earliest switch [N]. The first is a widest path, the rest a shortest path through
/// the moves that the first leaves. For the widest path moves that make room for one segment are enough: making room for more at once leaves less.
/// </remarks>
internal sealed class StopSearch
{
    // Weights of what comes after the dip: rounds that leave a task unserved, stages, rounds before the switch.
    private const long Unserved = 1L << 40;
    private const long Stage = 1L << 20;
    private const long Late = 1;

    private readonly TransitionProblem _problem;
    private readonly IReadOnlyList<StopState> _states;
    private readonly double[] _low;
    private readonly Cost?[] _cost;
    private readonly int[] _previous;

    // A node is a state before the switch (even), or after it (odd).
    private StopSearch(TransitionProblem problem, IReadOnlyList<StopState> states)
    {
        (_problem, _states) = (problem, states);
        _low = new double[2 * states.Count];
        _cost = new Cost?[2 * states.Count];
        _previous = new int[2 * states.Count];
        Array.Fill(_low, double.NegativeInfinity);
    }

    /// <summary>The states on the best way, in order, with whether requests go by the target's graph; a state is there twice where the switch is.</summary>
    public static IReadOnlyList<(StopState State, bool IsSwitched)> Path(TransitionProblem problem, IReadOnlyList<StopState> states)
    {
        var search = new StopSearch(problem, states);
        search.FindLowest();
        search.FindCheapest(search._low[^1]);

        var path = new List<(StopState, bool)>();
        var first = problem.IsSwitched ? 1 : 0;
        for (var node = (2 * states.Count) - 1; node >= 0; node = node == first ? -1 : search._previous[node])
        {
            path.Add((states[node / 2], node % 2 == 1));
        }

        path.Reverse();
        return path;
    }

    private void FindLowest()
    {
        var places = _states.Select((s, i) => (s.Gone, i)).ToDictionary(x => x.Gone, x => x.i);
        var first = _problem.IsSwitched ? 1 : 0;
        _low[first] = _problem.Capacity.Level(_problem.IsSwitched, _problem.Kept(_problem.IsSwitched), _states[0].Left, _problem.Nothing);
        for (var at = 0; at < _states.Count; at++)
        {
            var state = _states[at];
            Widen((2 * at) + 1, _low[2 * at], _problem.Level(switched: true, state, state));
            var isLast = true;
            foreach (var obstacle in _problem.Obstacles)
            {
                if (!state.Gone.Contains(obstacle))
                {
                    isLast = false;
                    WidenTo(places.GetValueOrDefault(state.Gone.With(obstacle), -1), at);
                }
            }

            if (isLast && at < _states.Count - 1)
            {
                WidenTo(_states.Count - 1, at);
            }
        }
    }

    private void WidenTo(int to, int at)
    {
        if (to >= 0)
        {
            Widen(2 * to, _low[2 * at], _problem.Level(switched: false, _states[at], _states[to]));
            Widen((2 * to) + 1, _low[(2 * at) + 1], _problem.Level(switched: true, _states[at], _states[to]));
        }
    }

    private void Widen(int node, double low, double level) => _low[node] = Math.Max(_low[node], Math.Min(low, level));

    private void FindCheapest(double least)
    {
        _cost[_problem.IsSwitched ? 1 : 0] = default(Cost);
        for (var at = 0; at < _states.Count; at++)
        {
            var state = _states[at];
            if (_cost[2 * at] is { } before)
            {
                Move(at, switched: false, before, least);
                if (_problem.Level(switched: true, state, state) >= least)
                {
                    Offer((2 * at) + 1, 2 * at, new Cost(before.Dip, before.Rest + Stage + (IsUnserved(switched: true, state, state) ? Unserved : 0)));
                }
            }

            if (_cost[(2 * at) + 1] is { } after)
            {
                Move(at, switched: true, after, least);
            }
        }
    }

    private void Move(int at, bool switched, Cost cost, double least)
    {
        var from = _states[at];
        for (var next = at + 1; next < _states.Count; next++)
        {
            var to = _states[next];
            if (to.Gone.Contains(from.Gone) && to.Gone.Count > from.Gone.Count && _problem.Level(switched, from, to) is var level && level >= least)
            {
                var dip = Capacity.IsShort(level) ? _problem.Duration(from, to).Ticks : 0;
                var rest = (IsUnserved(switched, from, to) ? Unserved : 0) + (to.Started > from.Started ? 4 * Stage : 2 * Stage) + (switched ? 0 : Late);
                Offer((2 * next) + (switched ? 1 : 0), (2 * at) + (switched ? 1 : 0), new Cost(cost.Dip + dip, cost.Rest + rest));
            }
        }
    }

    private void Offer(int node, int from, Cost cost)
    {
        if (_cost[node] is not { } known || cost.IsBelow(known))
        {
            (_cost[node], _previous[node]) = (cost, from);
        }
    }

    private bool IsUnserved(bool switched, StopState from, StopState to) => _problem.Capacity.LeavesATaskUnserved(switched, _problem.Kept(switched), to.Left, from.On);

    // Ticks short of the demand, then the rest by its weights.
    private readonly record struct Cost(long Dip, long Rest)
    {
        public bool IsBelow(Cost other) => Dip < other.Dip || (Dip == other.Dip && Rest < other.Rest);
    }
}
