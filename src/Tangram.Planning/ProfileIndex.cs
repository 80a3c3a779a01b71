using Tangram.Core.Profiles;

namespace Tangram.Planning;

/// <summary>The profiles of a problem, made ready for looking up what an application's variant can run on.</summary>
/// <remarks>Plain loops over plain collections: it is the first thing that every plan waits for.</remarks>
public sealed class ProfileIndex
{
    private readonly PlanningProblem _problem;
    private readonly Dictionary<string, List<Configuration>> _common = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, List<Configuration>>> _own = new(StringComparer.Ordinal);

    /// <summary>Reads a problem's profiles.</summary>
    public ProfileIndex(PlanningProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        _problem = problem;
        foreach (var table in problem.Profiles)
        {
            for (var pool = 0; pool < problem.Inventory.Pools.Count; pool++)
            {
                if (string.Equals(problem.Inventory.Pools[pool].Model.Name, table.Device, StringComparison.Ordinal))
                {
                    Read(table, pool, ScopeOf(table.Application));
                }
            }
        }

        Sort(_common);
        foreach (var own in _own.Values)
        {
            Sort(own);
        }
    }

    /// <summary>What a variant of an application can run on, by pool, size, processes and batch: from the application's own profile, else from common ones.</summary>
    public IReadOnlyList<Configuration> Configurations(string application, string variant) =>
        _own.TryGetValue(application, out var scope) && scope.TryGetValue(variant, out var own) ? own
            : _common.TryGetValue(variant, out var common) ? common
            : [];

    /// <summary>The p95 cost of a step in milliseconds per item: the highest of the profiles that tell of the application; 0 where none does.</summary>
    public double OperatorMilliseconds(string application, string step, string? variant = null)
    {
        var most = 0.0;
        foreach (var table in _problem.Profiles)
        {
            if (table.Application is null || string.Equals(table.Application, application, StringComparison.Ordinal))
            {
                most = Math.Max(most, table.OperatorMilliseconds(step, variant));
            }
        }

        return most;
    }

    private static void Sort(Dictionary<string, List<Configuration>> scope)
    {
        foreach (var configurations in scope.Values)
        {
            configurations.Sort(Compare);
        }
    }

    private static int Compare(Configuration one, Configuration other) =>
        one.Pool != other.Pool ? one.Pool.CompareTo(other.Pool)
        : one.Size != other.Size ? one.Size.CompareTo(other.Size)
        : one.Entry.Concurrency != other.Entry.Concurrency ? one.Entry.Concurrency.CompareTo(other.Entry.Concurrency)
        : one.Entry.Batch.CompareTo(other.Entry.Batch);

    private Dictionary<string, List<Configuration>> ScopeOf(string? application)
    {
        if (application is null)
        {
            return _common;
        }

        if (!_own.TryGetValue(application, out var scope))
        {
            _own.Add(application, scope = new Dictionary<string, List<Configuration>>(StringComparer.Ordinal));
        }

        return scope;
    }

    private void Read(ProfileTable table, int pool, Dictionary<string, List<Configuration>> scope)
    {
        var device = _problem.Inventory.Pools[pool].Model;
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var size = 0; size < device.Profiles.Count; size++)
        {
            sizes.Add(device.Profiles[size].Name, size);
        }

        foreach (var entry in table.Entries)
        {
            if (!sizes.TryGetValue(entry.Profile, out var size) || entry.ItemsPerSecond <= 0
                || entry.MemoryMiB > device.Profiles[size].MemoryMiB || !_problem.Restrictions.Allow(device, entry))
            {
                continue;
            }

            if (!scope.TryGetValue(entry.Variant, out var configurations))
            {
                scope.Add(entry.Variant, configurations = []);
            }

            var slowdown = _problem.Neighbours.Of(device.Name, entry);
            var slowed = Slowed(entry, slowdown);
            configurations.Add(new Configuration(slowed, pool, size, device.Profiles[size].ComputeSlices, slowed.ItemsPerSecond * (1 - _problem.Reserve), table.Application, slowdown));
        }
    }

    // The one place where neighbours count: whatever is planned with is planned with what is made here.
    private static ProfileEntry Slowed(ProfileEntry entry, double slowdown) => slowdown == 1 ? entry : entry with
    {
        P50Milliseconds = entry.P50Milliseconds * slowdown,
        P95Milliseconds = entry.P95Milliseconds * slowdown,
        P99Milliseconds = entry.P99Milliseconds * slowdown,
        ItemsPerSecond = entry.ItemsPerSecond / slowdown,
    };
}
