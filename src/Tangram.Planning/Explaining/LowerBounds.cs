using Tangram.Core.Applications;

namespace Tangram.Planning.Explaining;

/// <summary>Compute slices and devices that any plan needs at least.</summary>
/// <remarks>
/// Every task gets the fewest items that any choice upstream brings, on the configuration with the most items per second and slice
/// that alone keeps within the latency objective [N]. Accuracy and legality are left out, so the bound is simple rather than tight.
/// </remarks>
internal static class LowerBounds
{
    // A sum of 6.9999999 slices that should be 7 rounds to 7; one of 7.0000001 must not become 8.
    private const double Slack = 1e-6;

    /// <summary>The least compute slices.</summary>
    public static int Slices(PlanningProblem problem)
    {
        var index = new ProfileIndex(problem);
        return (int)Math.Ceiling(problem.Applications.Sum(a => Slices(problem, index, a)) - Slack);
    }

    /// <summary>The least devices that hold as many compute slices.</summary>
    public static int Devices(PlanningProblem problem, int slices)
    {
        var devices = 0;
        foreach (var pool in problem.Inventory.Pools.OrderByDescending(p => p.Model.ComputeSlices))
        {
            var taken = Math.Min(pool.Count, (int)Math.Ceiling(slices / (double)pool.Model.ComputeSlices));
            devices += Math.Max(0, taken);
            slices -= taken * pool.Model.ComputeSlices;
            if (slices <= 0)
            {
                break;
            }
        }

        return devices;
    }

    private static double Slices(PlanningProblem problem, ProfileIndex index, ApplicationDemand asked)
    {
        var items = new Dictionary<string, double>(StringComparer.Ordinal);
        var sum = 0.0;
        foreach (var task in asked.Application.Tasks)
        {
            var incoming = asked.Application.EdgesTo(task.Name).ToList();
            items[task.Name] = incoming.Count == 0 ? 1 : incoming.Sum(e => items[e.From] * LeastFanOut(problem, asked.Application, e));
            if (!problem.Restrictions.Allow(asked.Application.Name, task.Name, variant: null) || !task.IsOptional)
            {
                sum += items[task.Name] * asked.RequestsPerSecond * SlicesPerItem(problem, index, asked.Application, task);
            }
        }

        return sum;
    }

    private static double LeastFanOut(PlanningProblem problem, Application application, Edge edge)
    {
        var parent = application.Task(edge.From);
        var fanOuts = parent.Variants.Where(v => problem.Restrictions.Allow(application.Name, parent.Name, v.Name)).Select(v => edge.FanOutOf(v.Name));
        return (parent.IsOptional ? fanOuts.Append(edge.FanOutOf(variant: null)) : fanOuts).DefaultIfEmpty(0).Min();
    }

    private static double SlicesPerItem(PlanningProblem problem, ProfileIndex index, Application application, ApplicationTask task) => task.Variants
        .Where(v => problem.Restrictions.Allow(application.Name, task.Name, v.Name))
        .SelectMany(v => index.Configurations(application.Name, v.Name))
        .Where(c => c.Entry.P95Milliseconds * problem.QueueingFactors.Of(application.Name, task.Name) <= application.Objectives.LatencyMilliseconds)
        .Select(c => c.Slices / c.ItemsPerSecond).DefaultIfEmpty(0).Min();
}
