using Tangram.Core.Devices;

namespace Tangram.Devices.Partitioning;

/// <summary>Finds places for segments on one device that leave as many of those that are there as can be where they are.</summary>
public static class LayoutSearch
{
    /// <summary>Finds such places.</summary>
    /// <param name="model">The device's model; a GPU's, since all layouts are looked at.</param>
    /// <param name="there">Profiles and starts of what is there and could stay.</param>
    /// <param name="counts">How many of each profile are wanted, by name.</param>
    /// <returns>Profiles and starts, by start; null if no legal layout has them all.</returns>
    public static IReadOnlyList<(string Profile, int Start)>? Find(DeviceModel model, IReadOnlyList<(string Profile, int Start)> there, IReadOnlyDictionary<string, int> counts)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(counts);
        var known = counts.Keys.All(name => model.Find(name) is not null) ? model : model.WithMedia;
        if (counts.Any(c => c.Value > 0 && known.Find(c.Key) is null))
        {
            return null;
        }

        int[] wanted = [.. known.Profiles.Select(p => counts.GetValueOrDefault(p.Name))];
        var stays = there.Select(s => (Size: IndexOf(known, s.Profile), s.Start)).Where(s => s.Size >= 0).ToHashSet();
        var best = LayoutEnumeration.All(known)
            .Where(layout => layout.Segments.Count == wanted.Sum() && Has(layout, wanted))
            .MaxBy(layout => layout.Segments.Count(s => stays.Contains((s.Size, s.Start))));
        return best is null ? null : [.. best.Segments.OrderBy(s => s.Start).Select(s => (known.Profiles[s.Size].Name, s.Start))];
    }

    private static int IndexOf(DeviceModel model, string name)
    {
        for (var size = 0; size < model.Profiles.Count; size++)
        {
            if (string.Equals(model.Profiles[size].Name, name, StringComparison.Ordinal))
            {
                return size;
            }
        }

        return -1;
    }

    private static bool Has(DeviceLayout layout, int[] wanted)
    {
        var counts = new int[wanted.Length];
        foreach (var (size, _) in layout.Segments)
        {
            counts[size]++;
        }

        return counts.AsSpan().SequenceEqual(wanted);
    }
}
