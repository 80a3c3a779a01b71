using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>A variant's segments in a plan: what they must carry and for whom.</summary>
/// <param name="Step">What they may be.</param>
/// <param name="Rate">Items per second they must carry.</param>
/// <param name="Weight">The slices they were found to need at least.</param>
/// <param name="Users">The tasks that may use them.</param>
/// <param name="Counts">How many of each kind, once that is decided.</param>
internal sealed record Slot(Step Step, double Rate, int Weight, IReadOnlyList<TaskKey> Users, int[]? Counts)
{
    /// <summary>The slots of a component's allotment.</summary>
    public static IEnumerable<Slot> Of(Component component, Allotment allotment)
    {
        var (combination, share) = (allotment.Combination, allotment.Share);
        for (var place = 0; place < combination.Choices.Length; place++)
        {
            var (option, key) = (allotment.Options[place], component.Nodes[place].Key);
            var rate = component.ApplicationOf(place).Demand * combination.Flows[place].At(combination.SplitPlace < 0 ? 0 : share);
            var finer = option.Second is null ? 1 : share;
            if (option.Cover is { } cover)
            {
                yield return new Slot(cover.Step, rate * finer, cover.Weight, [key], cover.Counts);
            }

            if (option.Second is { } second)
            {
                yield return new Slot(second.Step, rate * (1 - finer), second.Weight, [key], second.Counts);
            }
        }

        foreach (var (users, cover) in allotment.Shared)
        {
            yield return new Slot(cover.Step, cover.Capacity, cover.Weight, [.. users.Select(u => component.Nodes[u].Key)], cover.Counts);
        }
    }
}
