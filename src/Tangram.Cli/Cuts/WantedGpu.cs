using System.Globalization;
using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;

namespace Tangram.Cli.Cuts;

/// <summary>What a GPU is to be cut into.</summary>
/// <param name="Gpu">The GPU.</param>
/// <param name="IsEnabled">Whether MIG is to be on.</param>
/// <param name="Counts">How many segments of each partition profile.</param>
/// <param name="Places">Where they are to lie; null where any legal places will do.</param>
internal sealed record WantedGpu(NvidiaGpu Gpu, bool IsEnabled, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<(string Profile, int Start)>? Places)
{
    /// <summary>The steps that bring it there, touching as few segments as can be.</summary>
    /// <param name="number">The device's number.</param>
    /// <param name="there">Its segments now.</param>
    /// <exception cref="PartitioningException">It cannot be: MIG is not as wanted, the model is not known, or no legal layout holds them all.</exception>
    public IReadOnlyList<LayoutStep> Steps(int number, IReadOnlyList<DeviceSegment> there)
    {
        if (!IsEnabled)
        {
            return Gpu.Mig != MigState.Enabled
                ? []
                : throw new PartitioningException(string.Create(CultureInfo.InvariantCulture, $"{Gpu.Called} has MIG enabled, and it is wanted disabled; 'nvidia-smi -i {Gpu.Index} -mig 0' as root disables it, with nothing running on it"));
        }

        return Gpu.Obstacle is { } obstacle
            ? throw new PartitioningException(obstacle)
            : LayoutChange.Steps(number, there, Places ?? Find(there));
    }

    /// <summary>What is not as wanted, a line for each.</summary>
    /// <param name="there">Its segments now.</param>
    public IEnumerable<string> Differences(IReadOnlyList<DeviceSegment> there)
    {
        if (IsEnabled != (Gpu.Mig == MigState.Enabled))
        {
            return [$"{Gpu.Called}: MIG is {(IsEnabled ? "not enabled" : "enabled")}, wanted {(IsEnabled ? "enabled" : "disabled")}"];
        }

        var broken = there.Where(s => !s.IsWhole).Select(s => $"{Gpu.Called}: {s.Place} has no compute instance with all of it");
        var whole = there.Where(s => s.IsWhole).ToList();
        return broken.Concat(Places is null ? OtherCounts(whole) : OtherPlaces(whole));
    }

    private IReadOnlyList<(string Profile, int Start)> Find(IReadOnlyList<DeviceSegment> there)
    {
        var model = Gpu.Model!.WithMedia;
        if (Counts.Keys.FirstOrDefault(name => model.Find(name) is null) is { } unknown)
        {
            throw new PartitioningException($"{Gpu.Called} ({model.Name}) has no partition profile '{unknown}'; known: {string.Join(", ", model.Profiles.Select(p => p.Name))}");
        }

        return LayoutSearch.Find(Gpu.Model, [.. there.Where(s => s.IsWhole).Select(s => (s.Profile, s.Start))], Counts)
            ?? throw new PartitioningException($"{Gpu.Called} ({model.Name}) cannot be cut into {string.Join(", ", Counts.Where(c => c.Value > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} × {c.Key}")))}; 'tangram gpus {model.Name}' draws what it can");
    }

    private IEnumerable<string> OtherCounts(IReadOnlyList<DeviceSegment> there)
    {
        var counts = there.CountBy(s => s.Profile, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return counts.Keys.Union(Counts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(profile => (profile, Wanted: Counts.GetValueOrDefault(profile), There: counts.GetValueOrDefault(profile)))
            .Where(p => p.Wanted != p.There)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{Gpu.Called}: {p.profile}: {p.Wanted} wanted, {p.There} there"));
    }

    private IEnumerable<string> OtherPlaces(IReadOnlyList<DeviceSegment> there) =>
        [
            .. Places!.Where(w => !there.Any(s => (s.Profile, s.Start) == w)).Select(w => string.Create(CultureInfo.InvariantCulture, $"{Gpu.Called}: {w.Profile} at {w.Start} is missing")),
            .. there.Where(s => !Places!.Contains((s.Profile, s.Start))).Select(s => $"{Gpu.Called}: {s.Place} is there and not wanted"),
        ];
}
