using Tangram.Planning.Deciding;

namespace Tangram.Planning.Milp;

/// <summary>The part of the model that decides how many segments there are of each configuration, and how devices are cut.</summary>
internal sealed class MilpSegments
{
    private readonly MilpModelBuilder _model;
    private readonly PlanningProblem _problem;
    private readonly Dictionary<(Configuration Configuration, TaskKey? Owner), MilpGroup> _groups = [];
    private readonly Dictionary<int, (int[] Sizes, IReadOnlyList<int[]> Patterns)> _cuts = [];

    /// <summary>Enumerates the devices' patterns.</summary>
    /// <param name="model">Where columns and rows go.</param>
    /// <param name="problem">What is asked.</param>
    /// <param name="configurations">All that may be used.</param>
    public MilpSegments(MilpModelBuilder model, PlanningProblem problem, IEnumerable<Configuration> configurations)
    {
        (_model, _problem) = (model, problem);
        foreach (var pool in configurations.GroupBy(c => c.Pool, c => c.Size).OrderBy(p => p.Key))
        {
            int[] sizes = [.. pool.Distinct().Order()];
            _cuts.Add(pool.Key, (sizes, MilpPatterns.Of(problem.Inventory.Pools[pool.Key].Model, sizes)));
        }
    }

    /// <summary>The groups, in the order in which they were asked for.</summary>
    public IEnumerable<MilpGroup> Groups => _groups.Values;

    /// <summary>Devices by pool and pattern, as columns, with the pattern's segments by size of the pool's model.</summary>
    public List<(int Pool, IReadOnlyDictionary<int, int> Segments, int Count)> Cuts { get; } = [];

    /// <summary>Devices used, as terms.</summary>
    public IEnumerable<MilpTerm> Devices => Cuts.Select(c => new MilpTerm(c.Count, 1));

    /// <summary>Compute slices used, as terms.</summary>
    public IEnumerable<MilpTerm> Slices => Groups.Select(g => new MilpTerm(g.Count, g.Configuration.Slices));

    /// <summary>The segments of a configuration that a task may use: shared ones where the profile is common and sharing allowed, else its own.</summary>
    public MilpGroup Group(Configuration configuration, TaskKey user, int choice)
    {
        TaskKey? owner = configuration.Scope is null && _problem.Shares ? null : user;
        if (!_groups.TryGetValue((configuration, owner), out var group))
        {
            var (sizes, patterns) = _cuts[configuration.Pool];
            var most = patterns.Max(p => p[Array.IndexOf(sizes, configuration.Size)]) * (long)_problem.Inventory.Pools[configuration.Pool].Count;
            var entry = configuration.Entry;
            var name = FormattableString.Invariant($"segments-{entry.Variant}-{configuration.Pool}-{entry.Profile}-{entry.Concurrency}-{entry.Batch}");
            _groups.Add((configuration, owner), group = new MilpGroup(configuration, _model.Whole(owner is { } o ? FormattableString.Invariant($"{name}-{o.Application}-{o.Task}") : name, most)));
        }

        group.Users.Add((user, choice));
        return group;
    }

    /// <summary>Adds what holds of segments and devices; after everybody who uses segments has asked for groups.</summary>
    public void AddRows()
    {
        foreach (var group in Groups)
        {
            // Σ_users f · rate / throughput ≤ n
            _model.AtMost($"capacity-{_model.NameOf(group.Count)}", 0, group.Loads.Append(new MilpTerm(group.Count, -1)));
        }

        foreach (var (pool, (sizes, patterns)) in _cuts)
        {
            var available = _problem.Inventory.Pools[pool].Count;
            var devices = patterns.Select((_, p) => _model.Whole(FormattableString.Invariant($"devices-{pool}-{p}"), available)).ToList();
            Cuts.AddRange(patterns.Select((p, i) => (pool, (IReadOnlyDictionary<int, int>)p.Select((count, s) => (count, sizes[s])).ToDictionary(x => x.Item2, x => x.count), devices[i])));

            // Σ_p z_p ≤ devices there are
            _model.AtMost(FormattableString.Invariant($"devices-{pool}"), available, devices.Select(d => new MilpTerm(d, 1)));
            for (var size = 0; size < sizes.Length; size++)
            {
                // Σ_c n_c ≤ Σ_p count(p, size) z_p
                var own = size;
                var wanted = Groups.Where(g => g.Configuration.Pool == pool && g.Configuration.Size == sizes[own]).Select(g => new MilpTerm(g.Count, 1));
                _model.AtMost(FormattableString.Invariant($"places-{pool}-{sizes[size]}"), 0, wanted.Concat(patterns.Select((p, i) => new MilpTerm(devices[i], -p[own]))));
            }
        }
    }
}
