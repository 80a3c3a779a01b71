using Tangram.Core.Plans;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Solvers;

/// <summary>Compares what planners find for a fleet.</summary>
internal static class Fleets
{
    /// <summary>What a plan is judged by; null where there is none.</summary>
    public static FleetBruteForce.Score? Score(this Plan? plan) =>
        plan is null ? null : new(plan.Devices, plan.Slices, plan.Applications.Where(a => a.Demand > 0).Sum(a => a.Accuracy));

    /// <summary>Whether a plan is as good as it can be.</summary>
    public static void AssertEqual(FleetBruteForce.Score? expected, Plan? plan)
    {
        var found = plan.Score();
        Assert.True(plan?.Optimal ?? true, "the plan is not proven optimal");
        Assert.True(
            (expected is null) == (found is null) && expected?.Devices == found?.Devices && expected?.Slices == found?.Slices && Math.Abs((expected?.Accuracy ?? 0) - (found?.Accuracy ?? 0)) <= 1e-6,
            $"expected {expected}, found {found}");
    }
}
