namespace Tangram.Planning.Exact;

/// <summary>Chooses segments for slots so that they fit the devices well: for each slot in turn the collection that fits best beside the others [N].</summary>
/// <remarks>A good answer, not a proven one: the bounds tell whether it is the best.</remarks>
internal sealed class SlotFiller
{
    private const int Rounds = 4;
    private const long StepsPerSlot = 2000;
    private const int AlternativesPerSlot = 48;

    private readonly FleetModel _model;
    private readonly List<Slot> _slots;
    private readonly List<List<Cover>> _alternatives;
    private readonly int[] _chosen;
    private readonly int[] _counts;

    private SlotFiller(FleetModel model, List<Slot> slots, int slack, CancellationToken cancellation)
    {
        (_model, _slots) = (model, slots);
        _alternatives = slots.ConvertAll(s => Alternatives(s, slack, cancellation));
        (_chosen, _counts) = (new int[_slots.Count], new int[model.Kinds.Length]);
        for (var i = 0; i < _slots.Count; i++)
        {
            Add(i, 1);
        }
    }

    /// <summary>Fills the slots.</summary>
    /// <param name="model">The fleet.</param>
    /// <param name="slots">What must be carried.</param>
    /// <param name="slack">Slices a slot may take beyond its fewest.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The slots with counts, and how they fit.</returns>
    public static (IReadOnlyList<Slot> Slots, FleetFit Fit) Fill(FleetModel model, List<Slot> slots, int slack, CancellationToken cancellation)
    {
        var filler = new SlotFiller(model, slots, slack, cancellation);
        var fit = filler.Improve();
        for (var i = 0; i < slots.Count; i++)
        {
            var chosen = filler._alternatives[i][filler._chosen[i]];
            slots[i] = slots[i] with { Counts = chosen.Counts, Weight = chosen.Weight };
        }

        return (slots, fit);
    }

    // Small segments leave the most ways to be placed, so they come first.
    private List<Cover> Alternatives(Slot slot, int slack, CancellationToken cancellation)
    {
        var limit = new WorkLimit(StepsPerSlot, cancellation);
        var found = CoverFinder.Collections(slot.Step, _model.Slices, slot.Rate, slot.Rate, slot.Weight + slack, limit);
        if (found.Count == 0)
        {
            found.Add(Backbone(slot));
        }

        found.Sort(Compare);
        return found.Count > AlternativesPerSlot ? found.GetRange(0, AlternativesPerSlot) : found;
    }

    // Where there are too many collections to list: mostly the kind with the most throughput per slice, and a listed rest.
    private Cover Backbone(Slot slot)
    {
        var (counts, table) = (new int[_model.Kinds.Length], slot.Step.Table(_model.Slices));
        var (weight, carried) = (0, 0.0);
        while (weight == 0 || !Tolerance.Covers(carried, slot.Rate))
        {
            var kind = Next(slot, table, weight, carried);
            counts[kind]++;
            (weight, carried) = (weight + _model.Kinds[kind].Slices, carried + slot.Step.Throughputs[kind]);
        }

        return new Cover(slot.Step, weight, carried, counts);
    }

    // The smallest kind after which the rest can still be carried by what is left of the weight.
    private int Next(Slot slot, CoverTable table, int weight, double carried)
    {
        var best = -1;
        for (var kind = 0; kind < slot.Step.Throughputs.Length; kind++)
        {
            var rest = slot.Weight - weight - _model.Kinds[kind].Slices;
            if (slot.Step.Throughputs[kind] > 0 && rest >= 0 && Tolerance.Covers(carried + slot.Step.Throughputs[kind] + table.Most(rest), slot.Rate)
                && (best < 0 || _model.Kinds[kind].MemorySlices < _model.Kinds[best].MemorySlices))
            {
                best = kind;
            }
        }

        return best >= 0 ? best : throw new InvalidOperationException($"no segments of {slot.Weight} slices carry {slot.Rate} items/s, though the table says so");
    }

    private int Compare(Cover one, Cover other)
    {
        if (one.Weight != other.Weight)
        {
            return one.Weight.CompareTo(other.Weight);
        }

        var (memory, otherMemory) = (Memory(one.Counts!), Memory(other.Counts!));
        return memory != otherMemory ? memory.CompareTo(otherMemory) : other.Counts.AsSpan().SequenceCompareTo(one.Counts);
    }

    private int Memory(int[] counts)
    {
        var sum = 0;
        for (var kind = 0; kind < counts.Length; kind++)
        {
            sum += counts[kind] * _model.Kinds[kind].MemorySlices;
        }

        return sum;
    }

    private FleetFit Improve()
    {
        var fit = FleetFit.Of(_model, _counts);
        for (var (round, improved) = (0, true); improved && round < Rounds && fit.Devices > 0; round++)
        {
            improved = false;
            for (var slot = 0; slot < _slots.Count; slot++)
            {
                improved |= Improve(slot, ref fit);
            }
        }

        for (var slot = 0; slot < _slots.Count; slot++)
        {
            Lighten(slot, ref fit);
        }

        return fit;
    }

    // Slices that bring no device are not worth it.
    private void Lighten(int slot, ref FleetFit fit)
    {
        var chosen = _chosen[slot];
        for (var alternative = 0; alternative < _alternatives[slot].Count && _alternatives[slot][alternative].Weight < _alternatives[slot][chosen].Weight; alternative++)
        {
            Choose(slot, alternative);
            var tried = FleetFit.Of(_model, _counts);
            if (tried.Excess <= fit.Excess && tried.Devices <= fit.Devices)
            {
                fit = tried;
                return;
            }
        }

        Choose(slot, chosen);
    }

    private bool Improve(int slot, ref FleetFit fit)
    {
        var (before, best) = (_chosen[slot], _chosen[slot]);
        for (var alternative = 0; alternative < _alternatives[slot].Count; alternative++)
        {
            Choose(slot, alternative);
            var tried = FleetFit.Of(_model, _counts);
            if (tried.IsBetterThan(fit))
            {
                (fit, best) = (tried, alternative);
            }
        }

        Choose(slot, best);
        return best != before;
    }

    private void Choose(int slot, int alternative)
    {
        Add(slot, -1);
        _chosen[slot] = alternative;
        Add(slot, 1);
    }

    private void Add(int slot, int sign)
    {
        var counts = _alternatives[slot][_chosen[slot]].Counts!;
        for (var kind = 0; kind < counts.Length; kind++)
        {
            _counts[kind] += sign * counts[kind];
        }
    }
}
