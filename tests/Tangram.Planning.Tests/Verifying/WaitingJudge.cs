using Tangram.Core.Plans;
using Tangram.Planning.Verifying;

namespace Tangram.Planning.Tests.Verifying;

/// <summary>Judges by a formula: items wait the longer, the busier a task's segments are. Counts what it is asked.</summary>
internal sealed class WaitingJudge(PlanningProblem problem, double waiting) : IPlanJudge
{
    public List<Plan> Judged { get; } = [];

    public PlanVerdict Judge(Plan plan, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Judged.Add(plan);
        return Verdict(plan);
    }

    public PlanVerdict Verdict(Plan plan) => new([.. plan.Applications.Where(a => a.Demand > 0).Select(a => Verdict(plan, a))]);

    private ApplicationVerdict Verdict(Plan plan, PlannedApplication planned)
    {
        var application = problem.Applications.First(a => a.Application.Name == planned.Name).Application;
        var finish = new Dictionary<string, double>();
        foreach (var task in planned.Tasks)
        {
            finish[task.Name] = application.EdgesTo(task.Name).Select(e => finish[e.From]).DefaultIfEmpty(0).Max() + (Slowest(task) * Ratio(task));
        }

        var attainment = Math.Min(1, planned.LatencyObjectiveMilliseconds / Math.Max(1e-9, finish.Values.Max()));
        var late = planned.Tasks.Sum(t => Slowest(t) * Ratio(t));
        return new ApplicationVerdict(planned.Name, attainment, [.. planned.Tasks.Where(t => t.Variants.Count > 0).Select(t => new TaskVerdict(t.Name, Ratio(t), Slowest(t) * Ratio(t) / Math.Max(1e-9, late)))]);

        double Slowest(PlannedTask task) => plan.Instances.Where(i => i.IsFor(planned.Name, task.Name)).Select(i => i.LatencyMilliseconds).DefaultIfEmpty(0).Max();
    }

    private double Ratio(PlannedTask task) => 1 + (waiting * task.Utilization / Math.Max(0.01, 1 - task.Utilization));
}
