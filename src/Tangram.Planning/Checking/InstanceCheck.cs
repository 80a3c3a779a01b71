using Tangram.Core.Plans;

namespace Tangram.Planning.Checking;

/// <summary>Each instance alone: its id, what it serves, and whether its data are those of the profile and the device.</summary>
internal static class InstanceCheck
{
    public static void Run(CheckContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < context.Plan.Instances.Count; i++)
        {
            var (instance, path) = (context.Plan.Instances[i], FormattableString.Invariant($"instances[{i}]"));
            context.Faults.Require(seen.Add(instance.Id), $"{path}.id", $"'{instance.Id}' is there already; ids are unique");
            context.Faults.Require(instance.Serves.Count > 0, $"{path}.serves", $"is empty; an instance serves at least one task");
            for (var j = 0; j < instance.Serves.Count; j++)
            {
                CheckWork(context, instance, instance.Serves[j], FormattableString.Invariant($"{path}.serves[{j}]"));
            }

            CheckLoad(context, instance, path);
            CheckSegment(context, instance, path);
        }
    }

    private static void CheckWork(CheckContext context, Instance instance, InstanceWork work, string path)
    {
        var task = context.Plan.Applications.FirstOrDefault(a => string.Equals(a.Name, work.Application, StringComparison.Ordinal))
            ?.Tasks.FirstOrDefault(t => string.Equals(t.Name, work.Task, StringComparison.Ordinal));
        context.Faults.Require(task is not null, path, $"the plan has no task '{work.Task}' of an application '{work.Application}'");
        if (task is null)
        {
            return;
        }

        context.Faults.Require(task.Variants.Any(v => string.Equals(v.Name, instance.Variant, StringComparison.Ordinal)), path,
            $"task '{work.Task}' runs {(task.Variants.Count == 0 ? "nothing" : string.Join(", ", task.Variants.Select(v => v.Name)))}, not '{instance.Variant}'");
        context.Faults.Require(work.ItemsPerSecond >= 0 && double.IsFinite(work.ItemsPerSecond), $"{path}.itemsPerSecond", $"is {work.ItemsPerSecond}; a rate is at least 0");
        CheckEntry(context, instance, work, path);
    }

    private static void CheckEntry(CheckContext context, Instance instance, InstanceWork work, string path)
    {
        if (context.Entry(work.Application, instance) is not { } entry)
        {
            context.Faults.Require(false, path, $"was not measured: '{instance.Variant}' on {instance.Profile} of {instance.DeviceModel} with {instance.Concurrency} processes at batch {instance.Batch}");
            return;
        }

        var slowdown = context.Slowdown(instance);
        context.Faults.RequireFigure(instance.Slowdown ?? 1, slowdown, $"{path}: slowdown");
        context.Faults.RequireFigure(instance.LatencyMilliseconds, entry.P95Milliseconds * slowdown, $"{path}: latencyMilliseconds");
        context.Faults.RequireFigure(instance.ItemsPerSecond, entry.ItemsPerSecond / slowdown, $"{path}: itemsPerSecond");
        context.Faults.RequireFigure(instance.MemoryMiB, entry.MemoryMiB, $"{path}: memoryMiB");

        // Segments are shared only where they hold the same model, which profiles of single applications do not tell.
        context.Faults.Require(ReferenceEquals(entry, context.Entry(instance.Serves[0].Application, instance)), path, $"shares an instance with '{instance.Serves[0].Application}', whose '{instance.Variant}' is another");
        context.Faults.Require(instance.Serves.Count == 1 || context.Problem.Shares, path, $"shares an instance; the problem allows none to be shared");
    }

    private static void CheckLoad(CheckContext context, Instance instance, string path)
    {
        var (given, usable) = (instance.Serves.Sum(w => w.ItemsPerSecond), instance.ItemsPerSecond * (1 - context.Problem.Reserve));
        context.Faults.Require(given <= (usable * (1 + 1e-8)) + 1e-6, $"{path}.serves", $"bring {given} items/s; the instance may be given {usable}");
    }

    private static void CheckSegment(CheckContext context, Instance instance, string path)
    {
        if (!context.Models.TryGetValue(instance.DeviceModel, out var device) || device.Find(instance.Profile) is not { } profile)
        {
            context.Faults.Require(false, $"{path}.profile", $"the inventory has no '{instance.DeviceModel}' with a profile called '{instance.Profile}'");
            return;
        }

        context.Faults.Require(instance.Slices == profile.ComputeSlices, $"{path}.slices", $"is {instance.Slices}; {profile.Name} takes {profile.ComputeSlices}");
        context.Faults.Require(instance.MemoryMiB <= profile.MemoryMiB, $"{path}.memoryMiB", $"is {instance.MemoryMiB}; {profile.Name} has {profile.MemoryMiB}");
        var isAllowed = instance.Concurrency <= context.Problem.Restrictions.MaximumConcurrency
            && context.Problem.Restrictions.Profiles?.Contains($"{device.Name}/{profile.Name}") != false;
        context.Faults.Require(isAllowed, path, $"{instance.SegmentType} of {device.Name} may not be used; the restrictions forbid it");
    }
}
