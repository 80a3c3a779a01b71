namespace Tangram.Planning.Exact;

/// <summary>Lists the combinations of variants that meet the accuracy objectives and could stay within a weight.</summary>
internal sealed class CombinationFinder
{
    private readonly Component _component;
    private readonly Weights _weights;
    private readonly WorkLimit _limit;
    private readonly int _mostWeight;
    private readonly bool _isSplit;
    private readonly Choice[] _choices;
    private readonly Flow[] _flows;
    private readonly double[] _bestAfter;
    private readonly List<Combination> _found = [];
    private Choice? _second;
    private CoverTable? _either;
    private int _splitPlace = -1;

    private CombinationFinder(Component component, Weights weights, int mostWeight, bool isSplit, WorkLimit limit)
    {
        (_component, _weights, _mostWeight, _isSplit, _limit) = (component, weights, mostWeight, isSplit, limit);
        _choices = new Choice[component.Nodes.Count];
        _flows = new Flow[component.Nodes.Count];
        _bestAfter = BestAfter(component);
    }

    /// <summary>The combinations, those that could weigh least first, of these the most accurate first.</summary>
    /// <param name="component">Whose.</param>
    /// <param name="weights">What is minimised.</param>
    /// <param name="mostWeight">Combinations that must weigh more are left out.</param>
    /// <param name="isSplit">Whether to list those with a split task, or those without.</param>
    /// <param name="limit">Gives up when it is used up.</param>
    public static IReadOnlyList<Combination> Find(Component component, Weights weights, int mostWeight, bool isSplit, WorkLimit limit)
    {
        if (isSplit && !component.Applications.Any(a => a.MaySplit))
        {
            return [];
        }

        var finder = new CombinationFinder(component, weights, mostWeight, isSplit, limit);
        finder.Choose(0, 1, 0, 0);
        finder._found.Sort(Combination.Compare);
        return finder._found;
    }

    // Highest product of relative accuracies of the tasks after a place, within its application.
    private static double[] BestAfter(Component component)
    {
        var best = new double[component.Nodes.Count];
        for (var place = best.Length - 1; place >= 0; place--)
        {
            best[place] = component.EndsApplication(place) ? 1
                : best[place + 1] * component.Nodes[place + 1].BestAccuracy;
        }

        return best;
    }

    private void Choose(int place, double accuracy, double sum, int weight)
    {
        if (place == _choices.Length)
        {
            Add(sum);
            return;
        }

        if (!_limit.Take())
        {
            return;
        }

        _flows[place] = _component.FlowTo(place, _flows, _choices, _splitPlace, _second);
        var node = _component.Nodes[place];
        foreach (var choice in node.Choices)
        {
            if (choice.RelativeAccuracy >= node.LeastAccuracy - Tolerance.Accuracy)
            {
                _choices[place] = choice;
                Go(place, accuracy, sum, weight);
            }
        }
    }

    private void Go(int place, double accuracy, double sum, int weight)
    {
        var choice = _choices[place];
        var least = choice.Variant is null || choice.Shared >= 0 ? 0 : LeastWeight(place, choice, _flows[place]);
        if (least is { } own && weight + own <= _mostWeight)
        {
            Continue(place, accuracy * choice.RelativeAccuracy, sum, weight + own);
        }

        if (_isSplit && _splitPlace < 0 && choice.Variant is not null && _component.ApplicationOf(place).MaySplit)
        {
            Split(place, accuracy, sum, weight);
        }
    }

    private void Split(int place, double accuracy, double sum, int weight)
    {
        var finer = _choices[place];
        foreach (var second in _component.Nodes[place].Choices)
        {
            if (second.Variant is not null && !ReferenceEquals(second, finer) && IsFiner(finer, second)
                && OneSegment(finer) is { } one && OneSegment(second) is { } other && weight + one + other <= _mostWeight)
            {
                (_splitPlace, _second, _either) = (place, second, CoverTable.OfEither(Loosest(finer, 1), Loosest(second, 1), _weights));
                if (_either.Least(_component.ApplicationOf(place).Demand * _flows[place].Constant) is { } either && weight + either <= _mostWeight)
                {
                    Continue(place, accuracy * finer.RelativeAccuracy, sum, weight + Math.Max(either, one + other));
                }

                (_splitPlace, _second, _either) = (-1, null, null);
            }
        }
    }

    // Of two equally accurate variants, one order is enough.
    private static bool IsFiner(Choice choice, Choice other) => choice.RelativeAccuracy > other.RelativeAccuracy
        || (choice.RelativeAccuracy == other.RelativeAccuracy && string.CompareOrdinal(choice.Variant!.Name, other.Variant!.Name) < 0);

    private void Continue(int place, double accuracy, double sum, int weight)
    {
        var objective = _component.ApplicationOf(place).Application.Objectives.Accuracy;
        if (accuracy * _bestAfter[place] < objective - Tolerance.Accuracy)
        {
            return;
        }

        if (_component.EndsApplication(place))
        {
            Choose(place + 1, 1, sum + accuracy, weight);
        }
        else
        {
            Choose(place + 1, accuracy, sum, weight);
        }
    }

    private int? OneSegment(Choice choice) => LoosestTable(choice, 1)?.Least(0);

    private int? LeastWeight(int place, Choice choice, Flow flow) =>
        LoosestTable(choice, flow.Constant)?.Least(_component.ApplicationOf(place).Demand * flow.Least(Share.Any));

    private CoverTable? LoosestTable(Choice choice, double items) => Loosest(choice, items)?.Table(_weights);

    private Step? Loosest(Choice choice, double items) => _component.Model.Steps(choice, items) is [.., var last] ? last : null;

    private void Add(double accuracy)
    {
        if (_isSplit != (_splitPlace >= 0))
        {
            return;
        }

        var shares = _isSplit ? SharesAllowed() : Share.Any;
        if (!shares.IsPossible || shares.Low >= 1 || WeightOf(shares) is not { } weight || weight > _mostWeight)
        {
            return;
        }

        _found.Add(new Combination([.. _choices], _second, _splitPlace, shares, [.. _flows], accuracy, weight, _found.Count));
    }

    // Accuracy is that of the finer variant less what the share of the other loses.
    private Share SharesAllowed()
    {
        var (finer, second, node) = (_choices[_splitPlace], _second!, _component.Nodes[_splitPlace]);
        var application = _component.Owner[_splitPlace];
        var others = 1.0;
        for (var place = 0; place < _choices.Length; place++)
        {
            others *= _component.Owner[place] == application && place != _splitPlace ? _choices[place].RelativeAccuracy : 1;
        }

        var least = Math.Max(node.LeastAccuracy, _component.Applications[application].Application.Objectives.Accuracy / others) - Tolerance.Accuracy;
        var gain = finer.RelativeAccuracy - second.RelativeAccuracy;
        return gain > 0 ? Share.Any with { Low = Math.Max(0, (least - second.RelativeAccuracy) / gain) }
            : finer.RelativeAccuracy >= least ? Share.Any
            : new Share(1, 0);
    }

    // Every rate is now known as far as it will be; shared variants count once, all their tasks together.
    private int? WeightOf(Share shares)
    {
        var sum = 0L;
        double[]? shared = null;
        for (var place = 0; place < _choices.Length; place++)
        {
            var (choice, demand) = (_choices[place], _component.ApplicationOf(place).Demand);
            var rate = demand * _flows[place].Least(shares);
            if (choice.Shared >= 0)
            {
                shared ??= new double[_choices.Length];
                shared[FirstWith(choice.Shared)] += rate;
                continue;
            }

            var own = choice.Variant is null ? 0
                : place == _splitPlace ? Larger(LoosestTable(choice, 1)?.Least(shares.Low * rate) + OneSegment(_second!), _either!.Least(rate))
                : LoosestTable(choice, _flows[place].Constant)?.Least(rate);
            if (own is null)
            {
                return null;
            }

            sum += own.Value;
        }

        for (var place = 0; place < (shared?.Length ?? 0); place++)
        {
            if (_choices[place].Shared >= 0 && FirstWith(_choices[place].Shared) == place)
            {
                if (LoosestTable(_choices[place], 1)?.Least(shared![place]) is not { } together)
                {
                    return null;
                }

                sum += together;
            }
        }

        return sum <= int.MaxValue ? (int)sum : null;
    }

    private int FirstWith(int shared)
    {
        var place = 0;
        while (_choices[place].Shared != shared)
        {
            place++;
        }

        return place;
    }

    private static int? Larger(int? one, int? other) => one is null || other is null ? null : Math.Max(one.Value, other.Value);
}
