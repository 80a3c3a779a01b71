using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning.Checking;

namespace Tangram.Planning;

/// <summary>Checks a plan against the problem it answers, with code that knows nothing of how plans are made.</summary>
/// <remarks>
/// Everything is worked out anew from the applications, the profiles and the inventory: a figure in the plan is compared,
/// never trusted. Figures may differ by what writing six decimals to a file loses.
/// </remarks>
public static class PlanChecker
{
    /// <summary>Everything that is wrong with <paramref name="plan"/>, with the path in it; empty when it is sound.</summary>
    public static IReadOnlyList<Fault> Check(PlanningProblem problem, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);

        var faults = new FaultList();
        var context = new CheckContext(problem, plan, faults);
        HeadCheck.Run(context);
        InstanceCheck.Run(context);
        PlacementCheck.Run(context);
        for (var i = 0; i < Math.Min(plan.Applications.Count, problem.Applications.Count); i++)
        {
            if (string.Equals(plan.Applications[i].Name, problem.Applications[i].Application.Name, StringComparison.Ordinal))
            {
                new ApplicationCheck(context, problem.Applications[i], plan.Applications[i], FormattableString.Invariant($"applications[{i}]")).Run();
            }
        }

        return faults.All;
    }
}
