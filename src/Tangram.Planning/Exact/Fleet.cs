using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>An answer to the whole problem: an allotment for every component, with segments that were counted.</summary>
/// <param name="Allotments">By component.</param>
/// <param name="Slots">All segments.</param>
/// <param name="Slices">Compute slices.</param>
/// <param name="Devices">Devices needed.</param>
/// <param name="Accuracy">Sum over the applications.</param>
internal sealed record Fleet(IReadOnlyList<(Component Component, Allotment Allotment)> Allotments, IReadOnlyList<Slot> Slots, int Slices, int Devices, double Accuracy)
{
    /// <summary>What the plan's writer needs to know.</summary>
    public PlanDecision Decide(FleetModel model)
    {
        IReadOnlyList<VariantShare> none = [];
        var shares = model.Problem.Applications.Select(a => Enumerable.Repeat(none, a.Application.Tasks.Count).ToArray()).ToArray();
        foreach (var (component, allotment) in Allotments)
        {
            for (var place = 0; place < component.Nodes.Count; place++)
            {
                var key = component.Nodes[place].Key;
                shares[key.Application][key.Task] = SharesOf(allotment, place);
            }
        }

        // Devices, slices and accuracy are decided; what is left is to answer as soon as these segments can.
        var groups = from slot in Slots.Select(s => s.Quickened(model.Steps(s.Choice, s.Items)))
                     from kind in Enumerable.Range(0, slot.Counts!.Length)
                     where slot.Counts![kind] > 0
                     select new SegmentGroup(slot.Step.Best[kind]!, slot.Counts![kind], slot.Users);
        return new PlanDecision(shares, [.. groups]);
    }

    private static IReadOnlyList<VariantShare> SharesOf(Allotment allotment, int place)
    {
        var combination = allotment.Combination;
        if (combination.Choices[place].Variant is not { } variant)
        {
            return [];
        }

        return place == combination.SplitPlace
            ? [new VariantShare(variant, allotment.Share), new VariantShare(combination.Second!.Variant!, 1 - allotment.Share)]
            : [new VariantShare(variant, 1)];
    }
}
