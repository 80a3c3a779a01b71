using Tangram.Core.Plans;
using Tangram.Planning;

namespace Tangram.Cli.Plans;

/// <summary>The plan that a new one takes the place of.</summary>
internal static class PreviousPlan
{
    /// <summary>The problem with what runs now told to it.</summary>
    public static PlanningProblem In(PlanningProblem problem, Plan? previous) => problem with { Previous = previous };

    /// <summary>How many segments of a plan lie and run as in an earlier one: same device, start, partition profile, processes, variant and batch.</summary>
    public static int Kept(Plan plan, Plan previous)
    {
        var before = Segments(previous).ToHashSet();
        return Segments(plan).Count(before.Contains);
    }

    private static IEnumerable<(int Device, int Start, string Model, string SegmentType, string Variant, int Batch)> Segments(Plan plan)
    {
        var instances = plan.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        return plan.Placements.Select(p => (p.Device, p.Start, instances[p.Instance].DeviceModel, instances[p.Instance].SegmentType, instances[p.Instance].Variant, instances[p.Instance].Batch));
    }
}
