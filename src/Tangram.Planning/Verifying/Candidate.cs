using System.Globalization;
using Tangram.Core.Plans;

namespace Tangram.Planning.Verifying;

/// <summary>A plan that could be judged.</summary>
/// <param name="Setting">What it was made with.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Cost">What it takes.</param>
/// <param name="Content">Its instances as a text: plans of the same content are judged alike.</param>
internal sealed record Candidate(Setting Setting, Plan Plan, PlanCost Cost, string Content)
{
    /// <summary>Whether it has the instances of another.</summary>
    public bool IsLike(Candidate other) => string.Equals(Content, other.Content, StringComparison.Ordinal);

    /// <summary>A plan as a candidate.</summary>
    public static Candidate Of(Setting setting, Plan plan, PlanObjective objective) =>
        new(setting, plan, PlanCost.Of(plan, objective), string.Join('\n', plan.Instances.Select(Line).Order(StringComparer.Ordinal)));

    // Rates are rounded, since the same shares come out of different reserves with different noise.
    private static string Line(Instance instance) => string.Join(
        ' ',
        instance.Serves.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Application}/{w.Task}={w.ItemsPerSecond:g6}"))
            .Prepend(FormattableString.Invariant($"{instance.Variant} {instance.DeviceModel} {instance.SegmentType} {instance.Batch}")));
}
