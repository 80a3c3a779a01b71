namespace Tangram.Profiling.Colocations;

/// <summary>Says what is measured next, so that every kind gets its part of the time and every pair comes up before any comes up again.</summary>
/// <param name="choices">What may run, by variant; at least one variant with at least one batch size.</param>
/// <param name="layouts">The layouts there are.</param>
/// <param name="random">Shuffles and draws.</param>
internal sealed class UnitDeck(IReadOnlyList<IReadOnlyList<BatchChoice>> choices, IReadOnlyList<CoreLayout> layouts, Random random)
{
    private readonly Dictionary<UnitKind, Queue<IReadOnlyList<int>>> _decks = [];
    private readonly Dictionary<UnitKind, TimeSpan> _used = [];
    private readonly List<(UnitKind Kind, int Layout, double Part)> _parts = Parts(layouts);

    /// <summary>What to measure next: of the kind that is furthest behind its part of the time.</summary>
    public MeasuringUnit Next()
    {
        var (kind, layout, _) = _parts.MinBy(p => _used.GetValueOrDefault(p.Kind) / p.Part);
        var members = kind switch
        {
            UnitKind.PairApart or UnitKind.PairTogether => Draw(kind, Pairs),
            UnitKind.Triple => Draw(kind, Triples),
            _ => [],
        };
        return new MeasuringUnit(kind, layout, [.. members.Select(Any)]);
    }

    /// <summary>A unit of this kind took so long.</summary>
    public void Took(UnitKind kind, TimeSpan time) => _used[kind] = _used.GetValueOrDefault(kind) + time;

    private static List<(UnitKind Kind, int Layout, double Part)> Parts(IReadOnlyList<CoreLayout> layouts)
    {
        var together = layouts.Count - 1;
        var apart = layouts.Count > 1 ? 0 : (int?)null;
        var parts = new List<(UnitKind, int, double)>
        {
            (UnitKind.PairTogether, together, 0.15),
            (UnitKind.Triple, apart is { } a && layouts[a].Lanes.Count > 2 ? a : together, 0.1),
            (UnitKind.RandomTogether, together, 0.15),
        };
        if (apart is { } own)
        {
            parts.InsertRange(0, [(UnitKind.PairApart, own, 0.4), (UnitKind.RandomApart, own, 0.2)]);
        }

        return parts;
    }

    private int[] Draw(UnitKind kind, Func<List<IReadOnlyList<int>>> all)
    {
        if (!_decks.TryGetValue(kind, out var deck) || deck.Count == 0)
        {
            var cards = all().ToArray();
            random.Shuffle(cards);
            _decks[kind] = deck = new Queue<IReadOnlyList<int>>(cards);
        }

        // Who comes first, and with it who is measured alone before, changes from time to time.
        var drawn = deck.Dequeue().ToArray();
        random.Shuffle(drawn);
        return drawn;
    }

    private BatchChoice Any(int variant) => choices[variant][random.Next(choices[variant].Count)];

    private List<IReadOnlyList<int>> Pairs() =>
        [.. from a in Enumerable.Range(0, choices.Count) from b in Enumerable.Range(a, choices.Count - a) select (IReadOnlyList<int>)[a, b]];

    private List<IReadOnlyList<int>> Triples() =>
        [.. from pair in Pairs() from c in Enumerable.Range(pair[1], choices.Count - pair[1]) select (IReadOnlyList<int>)[.. pair, c]];
}
