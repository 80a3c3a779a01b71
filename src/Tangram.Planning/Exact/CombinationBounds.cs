namespace Tangram.Planning.Exact;

/// <summary>What the tasks of a combination take at best, so that a search can tell a hopeless beginning.</summary>
internal sealed class CombinationBounds
{
    private readonly Component _component;
    private readonly Combination _combination;
    private readonly Weights _weights;
    private readonly double[] _quickest;

    public CombinationBounds(Component component, Combination combination, Weights weights)
    {
        (_component, _combination, _weights) = (component, combination, weights);
        var count = component.Nodes.Count;
        _quickest = [.. Enumerable.Range(0, count).Select(Quickest)];
        Tails = new double[count];
        for (var place = count - 1; place >= 0; place--)
        {
            var first = component.First[component.Owner[place]];
            Tails[place] = component.Nodes[place].Children.Select(c => _quickest[first + c] + Tails[first + c]).DefaultIfEmpty(0).Max();
        }

        WeightsAfter = new int[count];
        IsPossible = Fill();
    }

    /// <summary>Whether every task can run within the latency objective at all.</summary>
    public bool IsPossible { get; }

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
            heads[place] = _component.Nodes[place].Parents.Select(p => heads[first + p.Place] + _quickest[first + p.Place]).DefaultIfEmpty(application.FixedMilliseconds).Max();
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

            after += own;
        }

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
        : (_component.Model.Problem.QueueingFactor * step.Milliseconds) + Budgets.OperatorMilliseconds(choice.OperatorMilliseconds, _combination.Flows[place].Constant);

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
        return place == _combination.SplitPlace
            ? loosest?.Table(_weights).Least(rate * _combination.Shares.Low) + Loosest(place, _combination.Second!, most)?.Table(_weights).Least(0)
            : loosest?.Table(_weights).Least(rate);
    }

    private Step? Loosest(int place, Choice choice, double most) =>
        _component.Model.Steps(choice, _combination.Flows[place].Constant).LastOrDefault(s => Budget(place, choice, s) <= most);

    // All tasks that share a variant together, as if none were in a hurry.
    private int SharedWeight(double[] most)
    {
        var sum = 0;
        var users = Enumerable.Range(0, most.Length).Where(p => _combination.Choices[p].Shared >= 0).GroupBy(p => _combination.Choices[p].Shared);
        foreach (var group in users)
        {
            var loosest = group.Select(p => Loosest(p, _combination.Choices[p], most[p])).OfType<Step>().MaxBy(s => s.Milliseconds);
            sum += loosest?.Table(_weights).Least(group.Sum(p => _component.ApplicationOf(p).Demand * _combination.Flows[p].Constant)) ?? 0;
        }

        return sum;
    }
}
