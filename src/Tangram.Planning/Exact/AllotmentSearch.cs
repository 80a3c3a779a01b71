namespace Tangram.Planning.Exact;

/// <summary>Goes through the segments a combination can run on, task by task, parents first [N].</summary>
/// <remarks>
/// Tasks trade latency for segments: each takes one of its steps, and the budgets along every path stay within the objective. Where a task is split,
/// its covers and those behind it leave an interval of shares, which narrows from task to task.
/// </remarks>
internal sealed class AllotmentSearch
{
    // What making ready for a combination costs, in steps of the search.
    private const int Preparation = 20;

    private readonly Component _component;
    private readonly Combination _combination;
    private readonly ISearchGoal _goal;
    private readonly WorkLimit _limit;
    private readonly OptionFinder _options;
    private readonly CombinationBounds _bounds;
    private readonly SharedCovers _shared;
    private readonly TaskOption[] _chosen;
    private readonly double[] _finish;
    private readonly int[] _counts;

    private AllotmentSearch(Component component, Combination combination, Weights weights, bool withCounts, ISearchGoal goal, WorkLimit limit)
    {
        (_component, _combination, _goal, _limit) = (component, combination, goal, limit);
        _options = new OptionFinder(component, combination, weights, withCounts, limit);
        _bounds = new CombinationBounds(component, combination, weights);
        _chosen = new TaskOption[component.Nodes.Count];
        _finish = new double[component.Nodes.Count];
        _counts = new int[component.Model.Kinds.Length];
        _shared = new SharedCovers(component, combination, weights, withCounts, limit);
    }

    /// <summary>Searches.</summary>
    /// <param name="component">The applications.</param>
    /// <param name="combination">What they run.</param>
    /// <param name="weights">What the segments weigh.</param>
    /// <param name="withCounts">Whether every collection of segments matters, or only what they weigh.</param>
    /// <param name="goal">What is looked for.</param>
    /// <param name="limit">Gives up when it is used up.</param>
    public static void Run(Component component, Combination combination, Weights weights, bool withCounts, ISearchGoal goal, WorkLimit limit)
    {
        limit.Take(Preparation);
        var search = new AllotmentSearch(component, combination, weights, withCounts, goal, limit);
        if (!search._bounds.IsPossible)
        {
            return;
        }

        var shares = combination.Shares with { High = Math.Min(combination.Shares.High, search._bounds.HighestShare(goal.MostWeight) + Tolerance.Rate) };
        if (shares.IsPossible && goal.Wants(search._bounds.TotalWeight, search.AccuracyAt(Math.Min(1, shares.High))))
        {
            search.Decide(0, 0, shares);
        }
    }

    private void Decide(int place, int weight, Share share)
    {
        if (place == _chosen.Length)
        {
            Finish(weight, share);
            return;
        }

        var node = _component.Nodes[place];
        var first = _component.First[_component.Owner[place]];
        var start = _component.ApplicationOf(place).FixedMilliseconds;
        for (var i = 0; i < node.Parents.Count; i++)
        {
            start = Math.Max(start, _finish[first + node.Parents[i].Place]);
        }

        var most = Math.Min(node.MostMilliseconds, _component.ApplicationOf(place).Application.Objectives.LatencyMilliseconds - start - _bounds.Tails[place]) + Tolerance.Milliseconds;
        var room = _goal.MostWeight - weight - _bounds.WeightsAfter[place];
        foreach (var option in _options.Of(place, share, most, room))
        {
            var left = Narrow(place, option, share);
            if (!_limit.Take())
            {
                return;
            }

            if (left.IsPossible && _goal.Wants(weight + option.Weight + _bounds.WeightsAfter[place], AccuracyAt(left.High)))
            {
                Go(place, weight, option, start, left);
            }
        }
    }

    private void Go(int place, int weight, TaskOption option, double start, Share share)
    {
        (_chosen[place], _finish[place]) = (option, start + option.BudgetMilliseconds);
        Add(option, 1);
        if (_goal.Fits(_counts))
        {
            Decide(place + 1, weight + option.Weight, share);
        }

        Add(option, -1);
    }

    private Share Narrow(int place, TaskOption option, Share share)
    {
        if (option.Cover is null || _combination.SplitPlace < 0)
        {
            return share;
        }

        var flow = _combination.Flows[place].Times(_component.ApplicationOf(place).Demand);
        return option.Second is null
            ? share.Within(flow.Constant, flow.Slope, option.Cover.Capacity)
            : share.Within(0, flow.Constant, option.Cover.Capacity).Within(flow.Constant, -flow.Constant, option.Second.Capacity);
    }

    private void Finish(int weight, Share share)
    {
        // Whoever runs the finer variant alone needs no segment for the other.
        if (_combination.SplitPlace >= 0 && (share.High >= 1 || share.High <= 0))
        {
            return;
        }

        _shared.Search(_chosen, _goal.MostWeight - weight, (levels, added) =>
        {
            var accuracy = AccuracyAt(share.High);
            if (!_goal.Wants(weight + added, accuracy))
            {
                return;
            }

            AddAll(levels, 1);
            if (_goal.Fits(_counts))
            {
                _goal.Take(new Allotment(_combination, [.. _chosen], levels, share.High, weight + added, accuracy), _counts);
            }

            AddAll(levels, -1);
        });
    }

    private double AccuracyAt(double share)
    {
        if (_combination.SplitPlace < 0)
        {
            return _combination.Accuracy;
        }

        var (finer, second) = (_combination.Choices[_combination.SplitPlace], _combination.Second!);
        return _combination.Accuracy * (second.RelativeAccuracy + (share * (finer.RelativeAccuracy - second.RelativeAccuracy))) / finer.RelativeAccuracy;
    }

    private void AddAll(IReadOnlyList<SharedLevel> levels, int sign)
    {
        foreach (var level in levels)
        {
            Add(level.Cover, sign);
        }
    }

    private void Add(TaskOption option, int sign)
    {
        Add(option.Cover, sign);
        Add(option.Second, sign);
    }

    private void Add(Cover? cover, int sign)
    {
        if (cover?.Counts is { } counts)
        {
            for (var kind = 0; kind < counts.Length; kind++)
            {
                _counts[kind] += sign * counts[kind];
            }
        }
    }
}
