using System.Globalization;
using Tangram.Core.Plans;

namespace Tangram.Cli.Plans;

/// <summary>Draws many devices in few lines: one for all devices that are alike.</summary>
internal static class FleetPicture
{
    private const int MostLines = 24;

    /// <summary>Draws a line for each group of equal devices, the largest groups first, and says how many more there are.</summary>
    public static void Write(TextWriter output, Plan plan)
    {
        var groups = DeviceGroup.Of(plan, together: true).OrderByDescending(g => g.Devices.Count).ToList();
        var width = groups.Take(MostLines).Select(g => Head(g).Length).DefaultIfEmpty(0).Max();
        foreach (var group in groups.Take(MostLines))
        {
            output.WriteLine($"{Head(group).PadLeft(width)}: {string.Concat(Stretches(group, plan.Applications.Count > 1))}");
        }

        if (groups.Count > MostLines)
        {
            output.WriteLine($"… and {Figures.Count(groups.Skip(MostLines).Sum(g => (long)g.Devices.Count), "more device")}, cut in {Figures.Count(groups.Count - MostLines, "other way")}");
        }

        foreach (var pool in plan.Pools.Where(p => p.Used < p.Available))
        {
            output.WriteLine($"{Figures.Count(pool.Available - pool.Used, "device")} of {pool.Model} unused");
        }
    }

    private static string Head(DeviceGroup group) => string.Create(CultureInfo.InvariantCulture, $"{group.Devices.Count} × {group.Model}");

    // Neighbours that run the same are told once.
    private static IEnumerable<string> Stretches(DeviceGroup group, bool namesApplications)
    {
        for (var i = 0; i < group.Segments.Count;)
        {
            var label = Label(group.Segments[i].Example, namesApplications);
            var alike = group.Segments.Skip(i).TakeWhile(s => string.Equals(Label(s.Example, namesApplications), label, StringComparison.Ordinal)).Count();
            yield return alike == 1 ? $"[{label}]" : string.Create(CultureInfo.InvariantCulture, $"[{alike} × {label}]");
            i += alike;
        }
    }

    private static string Label(Instance instance, bool namesApplications)
    {
        var work = instance.Serves[0];
        var more = instance.Serves.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" +{instance.Serves.Count - 1}") : string.Empty;
        return $"{instance.SegmentType} {(namesApplications ? $"{work.Application}/" : string.Empty)}{work.Task}{more}";
    }
}
