using Tangram.Core.Devices;

namespace Tangram.Planning.Exact;

/// <summary>Says why a problem has no plan: what binds, by how much, and the smallest changes that would do.</summary>
internal static class Diagnosis
{
    /// <summary>Diagnoses a model that has no plan.</summary>
    /// <param name="model">The problem.</param>
    /// <param name="isProven">Whether there is none; otherwise none was found in the steps allowed.</param>
    /// <param name="cancellation">Stops.</param>
    public static PlanningOutcome.Infeasible Of(FleetModel model, bool isProven, CancellationToken cancellation)
    {
        if (model.Applications.SelectMany(a => MissingTasks(model, a)).FirstOrDefault() is { } missing)
        {
            return missing;
        }

        return !isProven ? new PlanningOutcome.Infeasible("search", "search binds: no plan was found in the steps allowed, and none was ruled out; simplify the problem or give more devices")
            : model.Applications.FirstOrDefault(a => a.BestAccuracy < a.Application.Objectives.Accuracy - Tolerance.Accuracy) is { } coarse ? Accuracy(model, coarse, cancellation)
            : model.Applications.Count == 1 ? One(model, cancellation)
            : Several(model, cancellation);
    }

    private static IEnumerable<PlanningOutcome.Infeasible> MissingTasks(FleetModel model, ApplicationModel application)
    {
        for (var i = 0; i < application.Nodes.Count; i++)
        {
            if (application.Nodes[i].Choices.Count > 0)
            {
                continue;
            }

            var task = application.Application.Tasks[i];
            var devices = model.Problem.Inventory.Pools.Select(p => p.Model).ToList();
            var variants = string.Join(", ", task.Variants.Select(v => v.Name));
            var isMeasured = model.Problem.Profiles.SelectMany(p => p.Entries).Any(e =>
                devices.Exists(d => d.Find(e.Profile) is not null) && task.Variants.Any(v => string.Equals(v.Name, e.Variant, StringComparison.Ordinal)));
            var reason = isMeasured
                ? $"no variant of task '{task.Name}' ({variants}) fits the memory of a segment of {Names(devices)} or is allowed there"
                : $"the profile has no entry for task '{task.Name}' ({variants}) on {Names(devices)} ({string.Join(", ", devices.SelectMany(d => d.Profiles).Select(p => p.Name).Distinct(StringComparer.Ordinal))})";
            yield return new PlanningOutcome.Infeasible("profile", $"profile binds: {Of(model, application)}{reason}; measure again with 'tangram profile'");
        }
    }

    private static string Names(List<DeviceModel> devices) => devices.Count == 0 ? "any device, since the inventory is empty" : $"device {string.Join(" or ", devices.Select(d => $"'{d.Name}'"))}";

    // With one application nobody needs to be told which.
    private static string Of(FleetModel model, ApplicationModel application) => model.Problem.Applications.Count == 1 ? string.Empty : $"in '{application.Application.Name}', ";

    private static PlanningOutcome.Infeasible Accuracy(FleetModel model, ApplicationModel application, CancellationToken cancellation)
    {
        var (best, objective) = (application.BestAccuracy, application.Application.Objectives.Accuracy);
        return new PlanningOutcome.Infeasible(
            "accuracy",
            $"accuracy binds: {Of(model, application)}the variants in the profile reach {Figures.Floor(best)}, {Figures.Ceiling(objective - best)} less than the objective of {Figures.Exact(objective)}; "
            + Changes(model, Relaxations.Of(model.Problem, cancellation)));
    }

    private static PlanningOutcome.Infeasible One(FleetModel model, CancellationToken cancellation)
    {
        var relaxations = Relaxations.Of(model.Problem, cancellation);
        var (demand, objective) = (model.Problem.Applications[0].RequestsPerSecond, model.Problem.Applications[0].Application.Objectives.LatencyMilliseconds);
        return relaxations.LatencyMilliseconds is { } fastest
            ? new PlanningOutcome.Infeasible(
                "latency",
                $"latency binds: the fastest legal plan for {Figures.Exact(demand)} requests/s needs {Figures.Ceiling(fastest)} ms, {Figures.Ceiling(fastest - objective)} ms more than the objective of "
                + $"{Figures.Exact(objective)} ms; {Changes(model, relaxations)}")
            : new PlanningOutcome.Infeasible("capacity", $"capacity binds: {Capacity(model, cancellation)}; {Changes(model, relaxations)}");
    }

    private static string Capacity(FleetModel model, CancellationToken cancellation)
    {
        var (problem, demand) = (model.Problem, model.Problem.Applications[0].RequestsPerSecond);
        var patient = problem.With(objectives => objectives with { LatencyMilliseconds = Relaxations.LongestMilliseconds });
        return Relaxations.LargestDemand(patient, cancellation) * demand is { } largest
            ? $"whatever the latency, {Devices(problem.Inventory)} serve at most {Figures.Floor(largest)} requests/s, {Figures.Ceiling(demand - largest)} fewer than the {Figures.Exact(demand)} asked for"
            : $"whatever the latency and the demand, {Devices(problem.Inventory)} cannot hold a segment for every task";
    }

    private static string Devices(Inventory inventory) => inventory.Pools is [{ Count: 1 } one]
        ? $"the {Figures.Exact(one.Model.ComputeSlices)} slices of device '{one.Model.Name}'"
        : $"the {Figures.Exact(inventory.ComputeSlices)} slices of {(inventory.Count == 0 ? "no device" : string.Join(" and ", inventory.Pools.Select(p => FormattableString.Invariant($"{p.Count} × '{p.Model.Name}'"))))}";

    // Which application binds alone, or that all together are too much.
    private static PlanningOutcome.Infeasible Several(FleetModel model, CancellationToken cancellation)
    {
        foreach (var application in model.Applications)
        {
            var component = new Component(model, [application]);
            if (ComponentOptimum.Find(component, model.Slices, new WorkLimit(long.MaxValue, cancellation)) is null)
            {
                return new PlanningOutcome.Infeasible(
                    "latency",
                    $"latency binds: on any number of devices, no variants of '{application.Application.Name}' are as quick as its objective of {Figures.Exact(application.Application.Objectives.LatencyMilliseconds)} ms asks; "
                    + "give that application more time, or a lower accuracy objective");
            }
        }

        return new PlanningOutcome.Infeasible(
            "capacity", $"capacity binds: {Devices(model.Problem.Inventory)} do not suffice for the {model.Applications.Count} applications; {Changes(model, Relaxations.Of(model.Problem, cancellation))}");
    }

    private static string Changes(FleetModel model, Relaxations relaxations)
    {
        var changes = new List<string>();
        if (relaxations.LatencyMilliseconds is { } latency && latency > model.Problem.Applications[0].Application.Objectives.LatencyMilliseconds)
        {
            changes.Add($"a latency objective of {Figures.Ceiling(latency)} ms");
        }

        if (relaxations.DemandFactor is { } factor)
        {
            changes.Add(model.Problem.Applications.Count == 1
                ? $"a demand of at most {Figures.Floor(factor * model.Problem.Applications[0].RequestsPerSecond)} requests/s"
                : $"all demands times {Figures.Floor(factor)} at most");
        }

        if (relaxations.Accuracy is { } accuracy)
        {
            changes.Add($"an accuracy objective of at most {Figures.Floor(accuracy)}");
        }

        return changes.Count == 0
            ? "no change of one objective or of the demand alone would do"
            : $"smallest change: {string.Join(", or ", changes)}";
    }
}
