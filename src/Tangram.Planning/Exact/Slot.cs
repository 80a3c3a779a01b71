using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>A variant's segments in a plan: what they must carry and for whom.</summary>
/// <param name="Choice">The variant.</param>
/// <param name="Items">Items one request brings, where siblings wait.</param>
/// <param name="Step">What they may be.</param>
/// <param name="Rate">Items per second they must carry.</param>
/// <param name="Weight">The slices they were found to need at least.</param>
/// <param name="Users">The tasks that may use them.</param>
/// <param name="Counts">How many of each kind, once that is decided.</param>
internal sealed record Slot(Choice Choice, double Items, Step Step, double Rate, int Weight, IReadOnlyList<TaskKey> Users, int[]? Counts)
{
    /// <summary>The same segments with quicker configurations, as far as these carry the rate; segments that tasks share stay as they are.</summary>
    /// <param name="ladder">The variant's steps.</param>
    public Slot Quickened(IReadOnlyList<Step> ladder) => Users.Count > 1 || Counts is null ? this
        : this with { Step = ladder.TakeWhile(s => s.Milliseconds < Step.Milliseconds).FirstOrDefault(IsEnough) ?? Step };

    private bool IsEnough(Step step)
    {
        var carried = 0.0;
        for (var kind = 0; kind < Counts!.Length; kind++)
        {
            if (Counts[kind] > 0 && step.Throughputs[kind] <= 0)
            {
                return false;
            }

            carried += Counts[kind] * step.Throughputs[kind];
        }

        return Tolerance.Covers(carried, Rate);
    }

    /// <summary>The slots of a component's allotment.</summary>
    public static IEnumerable<Slot> Of(Component component, Allotment allotment)
    {
        var (combination, share) = (allotment.Combination, allotment.Share);
        for (var place = 0; place < combination.Choices.Length; place++)
        {
            var (option, key) = (allotment.Options[place], component.Nodes[place].Key);
            var items = combination.Flows[place].At(combination.SplitPlace < 0 ? 0 : share);
            var rate = component.ApplicationOf(place).Demand * items;
            var finer = option.Second is null ? 1 : share;
            if (option.Cover is { } cover)
            {
                yield return new Slot(combination.Choices[place], items, cover.Step, rate * finer, cover.Weight, [key], cover.Counts);
            }

            if (option.Second is { } second)
            {
                yield return new Slot(combination.Second!, items, second.Step, rate * (1 - finer), second.Weight, [key], second.Counts);
            }
        }

        foreach (var (users, cover) in allotment.Shared)
        {
            yield return new Slot(combination.Choices[users[0]], 1, cover.Step, cover.Capacity, cover.Weight, [.. users.Select(u => component.Nodes[u].Key)], cover.Counts);
        }
    }
}
