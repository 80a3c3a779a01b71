using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Planning.Checking;

/// <summary>The figures of the plan as a whole, and whether it is about this application.</summary>
internal static class HeadCheck
{
    public static void Run(PlanningProblem problem, Plan plan, FaultList faults)
    {
        faults.Require(plan.Version == JsonFile.Version, "version", $"is {plan.Version}, not {JsonFile.Version}");
        faults.RequireText(plan.DeviceModel, problem.Device.Name, "deviceModel");
        faults.Require(plan.Devices == 1, "devices", $"is {plan.Devices}; there is 1");
        faults.Require(plan.Slices == plan.Instances.Sum(i => i.Slices), "slices", $"is {plan.Slices}; the instances take {plan.Instances.Sum(i => i.Slices)}");
        faults.Require(plan.SlicesAvailable == problem.Device.ComputeSlices, "slicesAvailable", $"is {plan.SlicesAvailable}; the device has {problem.Device.ComputeSlices}");
        faults.RequireFigure(plan.QueueingFactor, problem.QueueingFactor, "queueingFactor");
        faults.RequireFigure(plan.Reserve, problem.Reserve, "reserve");
        faults.Require(plan.SolveMilliseconds >= 0, "solveMilliseconds", $"is {plan.SolveMilliseconds}; time does not run backwards");
    }

    /// <summary>What the plan says about the problem's application, if it can be checked further.</summary>
    public static PlannedApplication? FindApplication(PlanningProblem problem, Plan plan, FaultList faults)
    {
        var expected = problem.Application;
        var matches = plan.Applications.Count == 1 && string.Equals(plan.Applications[0].Name, expected.Name, StringComparison.Ordinal);
        faults.Require(matches, "applications", $"are {string.Join(", ", plan.Applications.Select(a => a.Name))}; expected is '{expected.Name}' alone");
        if (!matches)
        {
            return null;
        }

        var names = plan.Applications[0].Tasks.Select(t => t.Name).ToList();
        var tasks = expected.Tasks.Select(t => t.Name).ToList();
        var complete = names.SequenceEqual(tasks, StringComparer.Ordinal);
        faults.Require(complete, "applications[0].tasks", $"are {string.Join(", ", names)}; the application's are {string.Join(", ", tasks)}, in this order");
        return complete ? plan.Applications[0] : null;
    }
}
