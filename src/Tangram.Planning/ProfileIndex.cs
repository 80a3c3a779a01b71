using Tangram.Core.Profiles;

namespace Tangram.Planning;

/// <summary>The profiles of a problem, made ready for looking up what an application's variant can run on.</summary>
public sealed class ProfileIndex
{
    private readonly PlanningProblem _problem;
    private readonly Dictionary<(string? Application, string Variant), IReadOnlyList<Configuration>> _measured = [];

    /// <summary>Reads a problem's profiles.</summary>
    public ProfileIndex(PlanningProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        _problem = problem;
        var found = problem.Profiles.SelectMany(table => Usable(table).Select(c => (Key: (table.Application, c.Entry.Variant), Configuration: c)));
        foreach (var group in found.GroupBy(f => f.Key, f => f.Configuration))
        {
            _measured.Add(group.Key, [.. group.OrderBy(c => c.Pool).ThenBy(c => c.Size).ThenBy(c => c.Entry.Concurrency).ThenBy(c => c.Entry.Batch)]);
        }
    }

    /// <summary>What a variant of an application can run on, by pool, size, processes and batch: from the application's own profile, else from common ones.</summary>
    public IReadOnlyList<Configuration> Configurations(string application, string variant) =>
        _measured.TryGetValue((application, variant), out var own) ? own
            : _measured.TryGetValue((null, variant), out var common) ? common
            : [];

    /// <summary>The p95 cost of a step in milliseconds per item: the highest of the profiles that tell of the application; 0 where none does.</summary>
    public double OperatorMilliseconds(string application, string step, string? variant = null) => _problem.Profiles
        .Where(p => p.Application is null || string.Equals(p.Application, application, StringComparison.Ordinal))
        .Select(p => p.OperatorMilliseconds(step, variant)).DefaultIfEmpty(0).Max();

    private IEnumerable<Configuration> Usable(ProfileTable table)
    {
        for (var pool = 0; pool < _problem.Inventory.Pools.Count; pool++)
        {
            var device = _problem.Inventory.Pools[pool].Model;
            if (!string.Equals(device.Name, table.Device, StringComparison.Ordinal))
            {
                continue;
            }

            var sizes = device.Profiles.Select((p, i) => (p.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
            foreach (var entry in table.Entries)
            {
                if (sizes.TryGetValue(entry.Profile, out var size) && entry.ItemsPerSecond > 0
                    && entry.MemoryMiB <= device.Profiles[size].MemoryMiB && _problem.Restrictions.Allow(device, entry))
                {
                    yield return new Configuration(entry, pool, size, device.Profiles[size].ComputeSlices, entry.ItemsPerSecond * (1 - _problem.Reserve), table.Application);
                }
            }
        }
    }
}
