namespace Tangram.Planning.Exact;

/// <summary>Says why a problem has no plan: what binds, by how much, and the smallest changes that would do.</summary>
internal static class Diagnosis
{
    /// <summary>Diagnoses a model that has no plan.</summary>
    public static PlanningOutcome.Infeasible Of(ExactModel model, CancellationToken cancellation)
    {
        if (MissingTask(model) is { } missing)
        {
            return missing;
        }

        var relaxations = Relaxations.Of(model, cancellation);
        var objectives = model.Problem.Application.Objectives;
        var best = model.Nodes.Aggregate(1.0, (product, node) => product * node.Choices.Max(c => c.RelativeAccuracy));
        var (binding, fact) = best < objectives.Accuracy - Tolerance.Accuracy ? ("accuracy", Accuracy(best, objectives.Accuracy))
            : relaxations.LatencyMilliseconds is { } fastest ? ("latency", Latency(model.Problem, fastest))
            : ("capacity", Capacity(model, cancellation));
        return new PlanningOutcome.Infeasible(binding, $"{binding} binds: {fact}; {Changes(relaxations)}");
    }

    private static PlanningOutcome.Infeasible? MissingTask(ExactModel model)
    {
        if (model.Nodes.FirstOrDefault(n => n.Choices.Count == 0) is not { } node)
        {
            return null;
        }

        var device = model.Problem.Device;
        var variants = string.Join(", ", node.Task.Variants.Select(v => v.Name));
        var measured = model.Problem.Profile.Entries.Any(e =>
            device.Find(e.Profile) is not null && node.Task.Variants.Any(v => string.Equals(v.Name, e.Variant, StringComparison.Ordinal)));
        var reason = measured
            ? $"no variant of task '{node.Task.Name}' ({variants}) fits the memory of a segment of device '{device.Name}'"
            : $"the profile has no entry for task '{node.Task.Name}' ({variants}) on device '{device.Name}' ({string.Join(", ", device.Profiles.Select(p => p.Name))})";
        return new PlanningOutcome.Infeasible("profile", $"profile binds: {reason}; measure again with 'tangram profile'");
    }

    private static string Accuracy(double best, double objective) =>
        $"the variants in the profile reach {Figures.Floor(best)}, {Figures.Ceiling(objective - best)} less than the objective of {Figures.Exact(objective)}";

    private static string Latency(SingleProblem problem, double fastest)
    {
        var objective = problem.Application.Objectives.LatencyMilliseconds;
        return $"the fastest legal plan for {Figures.Exact(problem.Demand)} requests/s needs {Figures.Ceiling(fastest)} ms, "
            + $"{Figures.Ceiling(fastest - objective)} ms more than the objective of {Figures.Exact(objective)} ms";
    }

    private static string Capacity(ExactModel model, CancellationToken cancellation)
    {
        var (problem, device) = (model.Problem, model.Problem.Device);
        var limits = new Limits(double.PositiveInfinity, problem.Application.Objectives.Accuracy);
        var slices = $"the {Figures.Exact(device.ComputeSlices)} slices of device '{device.Name}'";
        return Relaxations.LargestDemand(model, limits, cancellation) is { } largest
            ? $"whatever the latency, {slices} serve at most {Figures.Floor(largest)} requests/s, {Figures.Ceiling(problem.Demand - largest)} fewer than the {Figures.Exact(problem.Demand)} asked for"
            : $"whatever the latency and the demand, {slices} cannot hold a segment for every task";
    }

    private static string Changes(Relaxations relaxations)
    {
        var changes = new List<string>();
        if (relaxations.LatencyMilliseconds is { } latency)
        {
            changes.Add($"a latency objective of {Figures.Ceiling(latency)} ms");
        }

        if (relaxations.Demand is { } demand)
        {
            changes.Add($"a demand of at most {Figures.Floor(demand)} requests/s");
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
