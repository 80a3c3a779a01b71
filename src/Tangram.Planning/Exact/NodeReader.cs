using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Exact;

/// <summary>Reads a problem's tasks for the search: what each can run, and on what.</summary>
internal static class NodeReader
{
    /// <summary>The tasks, parents before children.</summary>
    public static IReadOnlyList<Node> Read(SingleProblem problem)
    {
        var tasks = problem.Application.Tasks;
        var places = tasks.Select((t, i) => (t.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        return [.. tasks.Select(task => new Node(
            task,
            [.. problem.Application.EdgesTo(task.Name).Select(e => (places[e.From], e))],
            [.. problem.Application.EdgesFrom(task.Name).Select(e => places[e.To])],
            [.. Choices(problem, task)]))];
    }

    private static IEnumerable<Choice> Choices(SingleProblem problem, ApplicationTask task)
    {
        foreach (var variant in task.Variants.OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            var configurations = Configurations(problem, variant).ToList();
            if (configurations.Count > 0)
            {
                var operators = problem.Profile.OperatorMilliseconds(task.Name, variant.Name);
                yield return new Choice(variant, task.RelativeAccuracy(variant), operators, configurations);
            }
        }

        if (task.IsOptional)
        {
            yield return new Choice(null, task.RelativeAccuracy(null), 0, []);
        }
    }

    private static IEnumerable<Configuration> Configurations(SingleProblem problem, Variant variant) =>
        from entry in problem.Profile.Entries
        where string.Equals(entry.Variant, variant.Name, StringComparison.Ordinal) && entry.ItemsPerSecond > 0
        let size = SizeOf(problem.Device, entry)
        where size >= 0 && entry.MemoryMiB <= problem.Device.Profiles[size].MemoryMiB
        orderby size, entry.Concurrency, entry.Batch
        select new Configuration(entry, size, entry.ItemsPerSecond * (1 - problem.Reserve));

    private static int SizeOf(DeviceModel device, ProfileEntry entry)
    {
        for (var size = 0; size < device.Profiles.Count; size++)
        {
            if (string.Equals(device.Profiles[size].Name, entry.Profile, StringComparison.Ordinal))
            {
                return size;
            }
        }

        return -1;
    }
}
