namespace Tangram.Planning.Exact;

/// <summary>Segments for the variants that several tasks share [N].</summary>
/// <remarks>
/// A task may use every segment that is quick enough for it, so the tasks, the most urgent first, have nested choices: for each, the segments quick
/// enough for it must carry its items and those of all more urgent ones. Level by level, just enough is added.
/// </remarks>
internal sealed class SharedCovers
{
    // What sorting the uses of a variant costs, in steps of the search.
    private const int Preparation = 16;

    private readonly Component _component;
    private readonly Combination _combination;
    private readonly Weights _weights;
    private readonly bool _withCounts;
    private readonly WorkLimit _limit;
    private readonly List<List<int>> _variants;
    private readonly List<SharedLevel> _levels = [];

    public SharedCovers(Component component, Combination combination, Weights weights, bool withCounts, WorkLimit limit)
    {
        (_component, _combination, _weights, _withCounts, _limit) = (component, combination, weights, withCounts, limit);
        _variants = Users(combination.Choices);
    }

    // Places by the variant they share, in the order of the first.
    private static List<List<int>> Users(Choice[] choices)
    {
        var variants = new List<List<int>>();
        for (var place = 0; place < choices.Length; place++)
        {
            if (choices[place].Shared >= 0)
            {
                var known = variants.Find(v => choices[v[0]].Shared == choices[place].Shared);
                if (known is null)
                {
                    variants.Add(known = []);
                }

                known.Add(place);
            }
        }

        return variants;
    }

    /// <summary>Tells every way to cover all shared variants, or the cheapest one where only weights matter.</summary>
    /// <param name="chosen">How slow each task lets its segments be.</param>
    /// <param name="room">The most they may weigh together.</param>
    /// <param name="found">Takes the segments and their weight.</param>
    public void Search(TaskOption[] chosen, int room, Action<IReadOnlyList<SharedLevel>, int> found) => Variant(0, chosen, room, 0, found);

    private void Variant(int variant, TaskOption[] chosen, int room, int weight, Action<IReadOnlyList<SharedLevel>, int> found)
    {
        if (variant == _variants.Count)
        {
            found([.. _levels], weight);
            return;
        }

        _limit.Take(Preparation);
        var uses = _variants[variant]
            .Select(p => new SharedUse(p, chosen[p].Shared!, _component.ApplicationOf(p).Demand * _combination.Flows[p].Constant))
            .GroupBy(u => u.Step).OrderBy(g => g.Key.Milliseconds).Select(g => g.ToList()).ToList();
        if (_withCounts)
        {
            Collect(uses, 0, 0, room, weight, added => Variant(variant + 1, chosen, room - (added - weight), added, found));
        }
        else if (Cheapest(uses) is { } covers)
        {
            var added = covers.Sum(c => c?.Weight ?? 0);
            if (added <= room)
            {
                var before = _levels.Count;
                _levels.AddRange(covers.Select((cover, level) => (cover, level)).Where(c => c.cover is not null).Select(c => new SharedLevel(UsersFrom(uses, c.level), c.cover!)));
                Variant(variant + 1, chosen, room - added, weight + added, found);
                _levels.RemoveRange(before, _levels.Count - before);
            }
        }
    }

    private static List<int> UsersFrom(List<List<SharedUse>> uses, int level) => [.. uses.Skip(level).SelectMany(u => u).Select(u => u.Place).Order()];

    private static double RateTo(List<List<SharedUse>> uses, int level) => uses.Take(level + 1).SelectMany(u => u).Sum(u => u.Rate);

    private void Collect(List<List<SharedUse>> uses, int level, double carried, int room, int weight, Action<int> found)
    {
        if (level == uses.Count)
        {
            found(weight);
            return;
        }

        var rate = RateTo(uses, level);
        if (carried > 0 && Tolerance.Covers(carried, rate))
        {
            Collect(uses, level + 1, carried, room, weight, found);
            return;
        }

        var need = rate - carried;
        foreach (var cover in CoverFinder.Collections(uses[level][0].Step, _weights, need, need, room, _limit))
        {
            _levels.Add(new SharedLevel(UsersFrom(uses, level), cover));
            Collect(uses, level + 1, carried + cover.Capacity, room - cover.Weight, weight + cover.Weight, found);
            _levels.RemoveAt(_levels.Count - 1);
        }
    }

    /// <summary>The cover of each level, null where the levels before carry it, with the least weight in all; null where there is none.</summary>
    /// <remarks>
    /// A level that weighs as much as the cheapest one and the heaviest segment can be exchanged for the cheapest one and a segment at a later level that
    /// carries what was lost; so a window of weights as wide as the heaviest segment holds an optimum.
    /// </remarks>
    private Cover?[]? Cheapest(List<List<SharedUse>> uses)
    {
        var states = new Dictionary<int, (double Carried, Cover?[] Covers)> { [0] = (0, []) };
        var window = _weights.Of.Max();
        for (var level = 0; level < uses.Count && states.Count > 0; level++)
        {
            var (rate, step, next) = (RateTo(uses, level), uses[level][0].Step, new Dictionary<int, (double Carried, Cover?[] Covers)>());
            foreach (var (weight, (carried, covers)) in states)
            {
                if (carried > 0 && Tolerance.Covers(carried, rate))
                {
                    Keep(next, weight, carried, [.. covers, null]);
                    continue;
                }

                var table = step.Table(_weights);
                for (var own = table.Least(rate - carried) ?? int.MaxValue; own < int.MaxValue && own < table.Least(rate - carried) + window && _limit.Take(); own++)
                {
                    Keep(next, weight + own, carried + table.Most(own), [.. covers, new Cover(step, own, table.Most(own), null)]);
                }
            }

            var least = next.Count == 0 ? 0 : next.Keys.Min();
            states = next.Where(s => s.Key < least + Math.Max(1, window)).ToDictionary(s => s.Key, s => s.Value);
        }

        return states.Count == 0 ? null : states[states.Keys.Min()].Covers;
    }

    private static void Keep(Dictionary<int, (double Carried, Cover?[] Covers)> states, int weight, double carried, Cover?[] covers)
    {
        if (!states.TryGetValue(weight, out var known) || known.Carried < carried)
        {
            states[weight] = (carried, covers);
        }
    }
}
