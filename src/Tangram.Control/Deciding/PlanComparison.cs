using Tangram.Core.Plans;

namespace Tangram.Control.Deciding;

/// <summary>Whether one plan is another, or better than it.</summary>
internal static class PlanComparison
{
    private const double AccuracyTolerance = 1e-9;
    private const double ShareTolerance = 0.01;

    /// <summary>Whether both run the same variants in the same batches on the same kinds of segments, for the same tasks and shares, wherever the segments lie.</summary>
    public static bool AreSame(Plan one, Plan other) =>
        one.Instances.Count == other.Instances.Count
        && one.Instances.Select(Kind).Order(StringComparer.Ordinal).SequenceEqual(other.Instances.Select(Kind).Order(StringComparer.Ordinal), StringComparer.Ordinal)
        && SharesOf(one).Zip(SharesOf(other)).All(s => string.Equals(s.First.Name, s.Second.Name, StringComparison.Ordinal) && Math.Abs(s.First.Share - s.Second.Share) <= ShareTolerance);

    /// <summary>Whether a plan takes fewer devices, else fewer slices, or else is more accurate for an application.</summary>
    public static bool IsBetter(Plan plan, Plan than, string application) => (plan.Devices, plan.Slices).CompareTo((than.Devices, than.Slices)) switch
    {
        < 0 => true,
        > 0 => false,
        0 => Of(plan, application).Accuracy > Of(than, application).Accuracy + AccuracyTolerance,
    };

    /// <summary>What a plan promises an application.</summary>
    /// <exception cref="ArgumentException">It is not in the plan.</exception>
    public static PlannedApplication Of(Plan plan, string application) =>
        plan.Applications.FirstOrDefault(a => string.Equals(a.Name, application, StringComparison.Ordinal))
        ?? throw new ArgumentException($"the plan has no application '{application}'; it has {string.Join(", ", plan.Applications.Select(a => a.Name))}", nameof(application));

    private static string Kind(Instance instance) =>
        FormattableString.Invariant($"{instance.Variant} {instance.DeviceModel} {instance.SegmentType} {instance.Batch} {string.Join(' ', instance.Serves.Select(w => $"{w.Application}/{w.Task}").Order(StringComparer.Ordinal))}");

    private static IEnumerable<PlannedVariant> SharesOf(Plan plan) => plan.Applications.SelectMany(a => a.Tasks).SelectMany(t => t.Variants);
}
