using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>An answer to the whole problem: an allotment for every component, with segments that were counted.</summary>
/// <param name="Allotments">By component.</param>
/// <param name="Slots">All segments.</param>
/// <param name="Slices">Compute slices.</param>
/// <param name="Devices">Devices needed.</param>
/// <param name="Accuracy">Sum over the applications.</param>
internal sealed record Fleet(IReadOnlyList<PlacedComponent> Allotments, IReadOnlyList<Slot> Slots, int Slices, int Devices, double Accuracy)
{
    /// <summary>What the plan's writer needs to know.</summary>
    public PlanDecision Decide(FleetModel model)
    {
        IReadOnlyList<VariantShare> none = [];
        var shares = model.Problem.Applications.Select(a => a.Application.Tasks.Select(_ => none).ToArray()).ToArray();
        foreach (var (component, allotment) in Allotments)
        {
            for (var place = 0; place < component.Nodes.Count; place++)
            {
                var key = component.Nodes[place].Key;
                shares[key.Application][key.Task] = SharesOf(allotment, place);
            }
        }

        // Devices, slices and accuracy are decided; what is left is to answer as soon as these segments can.
        var groups = new List<SegmentGroup>();
        foreach (var slot in Slots)
        {
            var (step, counts) = (slot.Quickened(model.Steps(slot.Choice, slot.Items)).Step, slot.Counts!);
            for (var kind = 0; kind < counts.Length; kind++)
            {
                if (counts[kind] > 0)
                {
                    groups.Add(new SegmentGroup(step.Best[kind]!, counts[kind], slot.Users));
                }
            }
        }

        return new PlanDecision(shares, groups);
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
