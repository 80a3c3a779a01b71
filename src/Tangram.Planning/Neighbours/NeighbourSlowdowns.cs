using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Neighbours;

/// <summary>How much slower than its profile says each configuration is counted, for what runs beside it on its device [N].</summary>
/// <remarks>
/// One factor for each configuration, known before anything is decided: a problem with these factors is the same problem on other profiles, so that a planner that is exact
/// stays so. Immutable.
/// </remarks>
public sealed class NeighbourSlowdowns
{
    private readonly Dictionary<Key, double> _factors = [];
    private readonly Func<PlanningProblem, NeighbourSlowdowns>? _again;

    /// <summary>Factors as given.</summary>
    /// <param name="factors">Each configuration at most once, or again with the same factor; a configuration without one is counted as its profile says.</param>
    /// <exception cref="ArgumentException">A configuration is given two factors.</exception>
    public NeighbourSlowdowns(IEnumerable<NeighbourFactor> factors)
        : this(factors, again: null)
    {
    }

    private NeighbourSlowdowns(IEnumerable<NeighbourFactor> factors, Func<PlanningProblem, NeighbourSlowdowns>? again)
    {
        ArgumentNullException.ThrowIfNull(factors);
        _again = again;
        foreach (var f in factors)
        {
            if (!_factors.TryAdd(new Key(f.DeviceModel, f.Variant, f.Profile, f.Concurrency, f.Batch), f.Factor)
                && _factors[new Key(f.DeviceModel, f.Variant, f.Profile, f.Concurrency, f.Batch)] != f.Factor)
            {
                throw new ArgumentException(FormattableString.Invariant($"'{f.Variant}' on {f.Profile} of {f.DeviceModel} with {f.Concurrency} processes at batch {f.Batch} is given two slowdowns"), nameof(factors));
            }
        }
    }

    /// <summary>None: every configuration is counted as its profile says.</summary>
    public static NeighbourSlowdowns None { get; } = new([]);

    /// <summary>Whether any configuration has a factor, be it 1.</summary>
    public bool IsAny => _factors.Count > 0;

    /// <summary>The factors a plan was made with, as its instances say.</summary>
    /// <exception cref="ArgumentException">They are not numbers of at least 1, or two instances of one configuration differ.</exception>
    public static NeighbourSlowdowns Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new NeighbourSlowdowns(plan.Instances.Where(i => i.Slowdown is not null)
            .Select(i => new NeighbourFactor(i.DeviceModel, i.Variant, i.Profile, i.Concurrency, i.Batch, i.Slowdown!.Value)));
    }

    /// <summary>The factors of everything that a problem's variants were measured on.</summary>
    /// <param name="problem">Applications, profiles, devices and restrictions: what may run beside what. Demands count by their proportions.</param>
    /// <param name="effects">How much neighbours slow each other down.</param>
    /// <param name="rule">Which neighbours a segment is counted with.</param>
    public static NeighbourSlowdowns Of(PlanningProblem problem, INeighbourEffects effects, NeighbourRule rule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(effects);
        return new NeighbourSlowdowns(NeighbourLaw.Factors(problem, effects, rule), changed => Of(changed, effects, rule));
    }

    /// <summary>The same worked out anew for a problem with other devices; these where they were given rather than worked out.</summary>
    public NeighbourSlowdowns For(PlanningProblem problem) => _again?.Invoke(problem) ?? this;

    /// <summary>The factor of a configuration; 1 where it has none.</summary>
    public double Of(string deviceModel, ProfileEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Of(new Key(deviceModel, entry.Variant, entry.Profile, entry.Concurrency, entry.Batch));
    }

    /// <summary>The factor of an instance's configuration; 1 where it has none.</summary>
    public double Of(Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Of(new Key(instance.DeviceModel, instance.Variant, instance.Profile, instance.Concurrency, instance.Batch));
    }

    private double Of(Key key) => _factors.Count > 0 && _factors.TryGetValue(key, out var factor) ? factor : 1;

    private readonly record struct Key(string DeviceModel, string Variant, string Profile, int Concurrency, int Batch);
}
