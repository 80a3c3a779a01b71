using Tangram.Core.Plans;

namespace Tangram.Planning.Checking;

/// <summary>Each instance alone: its id, what it serves, and whether its data are those of the profile and the device.</summary>
internal static class InstanceCheck
{
    public static void Run(PlanningProblem problem, Plan plan, FaultList faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < plan.Instances.Count; i++)
        {
            var (instance, path) = (plan.Instances[i], FormattableString.Invariant($"instances[{i}]"));
            faults.Require(seen.Add(instance.Id), $"{path}.id", $"'{instance.Id}' is there already; ids are unique");
            faults.RequireText(instance.Application, problem.Application.Name, $"{path}.application");
            CheckWork(plan, instance, path, faults);
            CheckData(problem, instance, path, faults);
        }
    }

    private static void CheckWork(Plan plan, Instance instance, string path, FaultList faults)
    {
        var task = plan.Applications.SelectMany(a => a.Tasks).FirstOrDefault(t => string.Equals(t.Name, instance.Task, StringComparison.Ordinal));
        faults.Require(task is not null, $"{path}.task", $"the plan has no task called '{instance.Task}'");
        if (task is not null)
        {
            faults.RequireText(instance.Variant, task.Variant, $"{path}.variant");
        }
    }

    private static void CheckData(PlanningProblem problem, Instance instance, string path, FaultList faults)
    {
        if (problem.Device.Find(instance.Profile) is not { } profile)
        {
            faults.Require(false, $"{path}.profile", $"device '{problem.Device.Name}' has no profile called '{instance.Profile}'");
            return;
        }

        faults.Require(instance.Slices == profile.ComputeSlices, $"{path}.slices", $"is {instance.Slices}; {profile.Name} takes {profile.ComputeSlices}");
        if (problem.Profile.Find(instance.Variant, instance.Profile, instance.Concurrency, instance.Batch) is not { } entry)
        {
            faults.Require(false, path, $"was not measured: '{instance.Variant}' on {instance.Profile} with {instance.Concurrency} processes at batch {instance.Batch}");
            return;
        }

        faults.RequireFigure(instance.LatencyMilliseconds, entry.P95Milliseconds, $"{path}.latencyMilliseconds");
        faults.RequireFigure(instance.ItemsPerSecond, entry.ItemsPerSecond, $"{path}.itemsPerSecond");
        faults.RequireFigure(instance.MemoryMiB, entry.MemoryMiB, $"{path}.memoryMiB");
        faults.Require(entry.MemoryMiB <= profile.MemoryMiB, $"{path}.memoryMiB", $"is {entry.MemoryMiB}; {profile.Name} has {profile.MemoryMiB}");
    }
}
