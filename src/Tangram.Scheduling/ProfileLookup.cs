using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Scheduling;

/// <summary>Finds what profiles say of a plan's instances.</summary>
public static class ProfileLookup
{
    /// <summary>Everything measured of an instance's variant on its segment type, at any batch size; empty where nothing was.</summary>
    /// <remarks>A profile of the instance's device model comes before others, and one measured for its application before a common one.</remarks>
    public static IReadOnlyList<ProfileEntry> Entries(IReadOnlyList<ProfileTable> profiles, Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return profiles
            .OrderByDescending(p => string.Equals(p.Device, instance.DeviceModel, StringComparison.Ordinal))
            .ThenByDescending(p => p.Application is not null && instance.Serves.Any(w => string.Equals(w.Application, p.Application, StringComparison.Ordinal)))
            .Select(p => p.Entries.Where(e => IsOf(e, instance)).ToList())
            .FirstOrDefault(entries => entries.Count > 0) ?? [];
    }

    private static bool IsOf(ProfileEntry entry, Instance instance) =>
        entry.Concurrency == instance.Concurrency
        && string.Equals(entry.Variant, instance.Variant, StringComparison.Ordinal)
        && string.Equals(entry.Profile, instance.Profile, StringComparison.Ordinal);
}
