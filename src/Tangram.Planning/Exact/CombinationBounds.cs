namespace Tangram.Planning.Exact;

/// <summary>What the tasks of a combination take at best, so that a search can tell a hopeless beginning.</summary>
internal sealed class CombinationBounds
{
    private readonly Component _component;
    private readonly Combination _combination;
    private readonly Weights _weights;
    private readonly double[] _quickest;
    private int? _splitLeast;

    public CombinationBounds(Component component, Combination combination, Weights weights)
    {
        (_component, _combination, _weights) = (component, combination, weights);
        var count = component.Nodes.Count;
        (_quickest, Tails) = (new double[count], new double[count]);
        for (var place = count - 1; place >= 0; place--)
        {
            _quickest[place] = Quickest(place);
            foreach (var child in component.Nodes[place].Children)
            {
                var at = component.First[component.Owner[place]] + child;
                Tails[place] = Math.Max(Tails[place], _quickest[at] + Tails[at]);
            }
        }

        WeightsAfter = new int[count];
        IsPossible = Fill();
    }

    /// <summary>Whether every task can run within the latency objective at all.</summary>
    public bool IsPossible { get; }

    /// <summary>Least weight of all tasks.</summary>
    public int TotalWeight { get; private set; }

    /// <summary>Least latency of the rest of any path through a task, after the task.</summary>
    public double[] Tails { get; }

    /// <summary>Least weight of the tasks after a place, shared segments included.</summary>
    public int[] WeightsAfter { get; }

    private bool Fill()
    {
        var most = new double[_quickest.Length];
        var heads = new double[_quickest.Length];
        for (var place = 0; place < heads.Length; place++)
        {
            var (first, application) = (_component.First[_component.Owner[place]], _component.ApplicationOf(place));
            heads[place] = application.FixedMilliseconds;
            foreach (var parent in _component.Nodes[place].Parents)
            {
                heads[place] = Math.Max(heads[place], heads[first + parent.Place] + _quickest[first + parent.Place]);
            }

            most[place] = Math.Min(_component.Nodes[place].MostMilliseconds, application.Application.Objectives.LatencyMilliseconds - heads[place] - Tails[place]) + Tolerance.Milliseconds;
        }

        var after = SharedWeight(most);
        for (var place = heads.Length - 1; place >= 0; place--)
        {
            WeightsAfter[place] = after;
            if (LeastWeight(place, most[place]) is not { } own)
            {
                return false;
            }

            _splitLeast = place == _combination.SplitPlace ? own : _splitLeast;
            after += own;
        }

        TotalWeight = after;
        return true;
    }

    private double Quickest(int place)
    {
        var choice = _combination.Choices[place];
        if (choice.Variant is null)
        {
            return 0;
        }

        var quickest = First(choice);
        return place == _combination.SplitPlace ? Math.Max(quickest, First(_combination.Second!)) : quickest;

        double First(Choice of) => Budget(place, of, _component.Model.Steps(of, _combination.Flows[place].Constant) is [var step, ..] ? step : null);
    }

    private double Budget(int place, Choice choice, Step? step) => step is null ? double.PositiveInfinity
        : (_component.Nodes[place].QueueingFactor * step.Milliseconds) + Budgets.OperatorMilliseconds(choice.OperatorMilliseconds, _combination.Flows[place].Constant);

    private int? LeastWeight(int place, double most)
    {
        var choice = _combination.Choices[place];
        if (choice.Variant is null)
        {
            return 0;
        }

        var loosest = Loosest(place, choice, most);
        if (choice.Shared >= 0)
        {
            return loosest is null ? null : 0;
        }

        var rate = _component.ApplicationOf(place).Demand * _combination.Flows[place].Least(_combination.Shares);
        return place == _combination.SplitPlace ? SplitWeight(loosest, Loosest(place, _combination.Second!, most), rate) : loosest?.Table(_weights).Least(rate);
    }

    private int? SplitWeight(Step? finer, Step? second, double rate)
    {
        var apart = finer?.Table(_weights).Least(rate * _combination.Shares.Low) + second?.Table(_weights).Least(0);
        return apart is null ? null : CoverTable.OfEither(finer, second, _weights).Least(rate) is { } either ? Math.Max(apart.Value, either) : null;
    }

    /// <summary>The largest share of the finer variant that segments of some weight could carry, were the other tasks at their least.</summary>
    public double HighestShare(int mostWeight)
    {
        var place = _combination.SplitPlace;
        if (place < 0 || _splitLeast is not { } least || _component.Model.Steps(_combination.Choices[place], 1) is not [.., var loosest])
        {
            return 1;
        }

        var one = _component.Model.Steps(_combination.Second!, 1) is [.., var second] ? second.Table(_weights).Least(0) ?? 0 : 0;
        var room = Math.Min(1 << 24, (long)mostWeight - (TotalWeight - least) - one);
        var rate = _component.ApplicationOf(place).Demand * _combination.Flows[place].Constant;
        return room < 0 ? 0 : rate <= 0 ? 1 : Math.Min(1, loosest.Table(_weights).Most((int)room) / rate);
    }

    private Step? Loosest(int place, Choice choice, double most)
    {
        var steps = _component.Model.Steps(choice, _combination.Flows[place].Constant);
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (Budget(place, choice, steps[i]) <= most)
            {
                return steps[i];
            }
        }

        return null;
    }

    // All tasks that share a variant together, as if none were in a hurry.
    private int SharedWeight(double[] most)
    {
        var sum = 0;
        for (var first = 0; first < most.Length; first++)
        {
            var shared = _combination.Choices[first].Shared;
            if (shared < 0 || Array.FindIndex(_combination.Choices, c => c.Shared == shared) < first)
            {
                continue;
            }

            var (loosest, rate) = ((Step?)null, 0.0);
            for (var place = first; place < most.Length; place++)
            {
                if (_combination.Choices[place].Shared == shared)
                {
                    var own = Loosest(place, _combination.Choices[place], most[place]);
                    loosest = own is not null && own.Milliseconds > (loosest?.Milliseconds ?? -1) ? own : loosest;
                    rate += _component.ApplicationOf(place).Demand * _combination.Flows[place].Constant;
                }
            }

            sum += loosest?.Table(_weights).Least(rate) ?? 0;
        }

        return sum;
    }
}
