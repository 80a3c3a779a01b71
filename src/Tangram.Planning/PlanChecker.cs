using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Planning.Checking;

namespace Tangram.Planning;

/// <summary>Checks a plan against the problem it answers, with code that knows nothing of how plans are made.</summary>
/// <remarks>
/// Everything is worked out anew from the application, the profile and the device: a figure in the plan is compared,
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
        HeadCheck.Run(problem, plan, faults);
        InstanceCheck.Run(problem, plan, faults);
        PlacementCheck.Run(problem, plan, faults);
        if (HeadCheck.FindApplication(problem, plan, faults) is { } planned)
        {
            new ApplicationCheck(problem, plan, planned, faults).Run();
        }

        return faults.All;
    }
}
