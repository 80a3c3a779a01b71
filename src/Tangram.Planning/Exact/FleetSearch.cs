namespace Tangram.Planning.Exact;

/// <summary>Looks through every allotment and every collection of segments for the most accurate plan within a number of devices and slices [N].</summary>
internal sealed class FleetSearch
{
    private readonly FleetModel _model;
    private readonly IReadOnlyList<Component> _components;
    private readonly WorkLimit _limit;
    private readonly int[] _fewestAfter;
    private readonly double[] _mostAccurateAfter;
    private readonly Stack<PlacedComponent> _taken = [];
    private readonly Dictionary<(Component Component, bool IsSplit), (int MostWeight, IReadOnlyList<Combination> Found)> _combinations = [];
    private int _mostDevices;
    private int _mostSlices;
    private double _accuracy;
    private bool _any;
    private Fleet? _best;

    /// <param name="model">The problem.</param>
    /// <param name="components">Its components.</param>
    /// <param name="fewest">The fewest slices of each by itself.</param>
    /// <param name="limit">Gives up when it is used up.</param>
    public FleetSearch(FleetModel model, IReadOnlyList<Component> components, IReadOnlyList<int> fewest, WorkLimit limit)
    {
        (_model, _components, _limit) = (model, components, limit);
        _fewestAfter = new int[components.Count + 1];
        _mostAccurateAfter = new double[components.Count + 1];
        for (var i = components.Count - 1; i >= 0; i--)
        {
            _fewestAfter[i] = _fewestAfter[i + 1] + fewest[i];
            _mostAccurateAfter[i] = _mostAccurateAfter[i + 1] + components[i].Applications.Sum(a => a.BestAccuracy);
        }
    }

    /// <summary>The most accurate plan within the limits, if it is more accurate than <paramref name="accuracy"/>; or the first found, where any will do.</summary>
    public Fleet? Find(int mostDevices, int mostSlices, double accuracy, bool any)
    {
        (_mostDevices, _mostSlices, _accuracy, _any, _best) = (mostDevices, mostSlices, accuracy, any, null);
        Next(0, 0, new int[_model.Kinds.Length]);
        return _best;
    }

    private void Next(int index, int slices, int[] counts)
    {
        if (index == _components.Count)
        {
            Keep(slices, counts);
            return;
        }

        var (component, goal) = (_components[index], new Goal(this, index, slices, _taken.Sum(t => t.Allotment.Accuracy), counts));
        foreach (var isSplit in (bool[])[false, true])
        {
            foreach (var combination in Combinations(component, isSplit, goal.MostWeight))
            {
                if (_limit.IsExhausted)
                {
                    return;
                }

                if (goal.Wants(combination.Weight, combination.Accuracy))
                {
                    AllotmentSearch.Run(component, combination, _model.Slices, withCounts: true, goal, _limit);
                }
            }
        }
    }

    private IReadOnlyList<Combination> Combinations(Component component, bool isSplit, int mostWeight)
    {
        if (!_combinations.TryGetValue((component, isSplit), out var known) || known.MostWeight < mostWeight)
        {
            known = (mostWeight, CombinationFinder.Find(component, _model.Slices, mostWeight, isSplit, _limit));
            _combinations[(component, isSplit)] = known;
        }

        return known.Found;
    }

    private void Keep(int slices, int[] counts)
    {
        var fit = FleetFit.Of(_model, counts);
        if (fit.Excess == 0 && fit.Devices <= _mostDevices)
        {
            var taken = _taken.Reverse().ToList();
            _accuracy = taken.Sum(t => t.Allotment.Accuracy);
            _best = new Fleet(taken, [.. taken.SelectMany(t => Slot.Of(t.Component, t.Allotment))], slices, fit.Devices, _accuracy);
        }
    }

    /// <summary>What is wanted of one component beside those already decided.</summary>
    private sealed class Goal(FleetSearch search, int index, int slices, double accuracy, int[] taken) : ISearchGoal
    {
        private readonly int[] _sum = new int[taken.Length];

        /// <inheritdoc/>
        public int MostWeight => search._mostSlices - slices - search._fewestAfter[index + 1];

        /// <inheritdoc/>
        public bool Wants(int weight, double reached) =>
            !(search._any && search._best is not null) && weight <= MostWeight && accuracy + reached + search._mostAccurateAfter[index + 1] > search._accuracy + Tolerance.Accuracy;

        /// <inheritdoc/>
        public bool Fits(int[] counts) => FleetFit.LeastDevices(search._model, Sum(counts)) <= search._mostDevices;

        /// <inheritdoc/>
        public void Take(Allotment allotment, int[] counts)
        {
            search._taken.Push(new PlacedComponent(search._components[index], allotment));
            search.Next(index + 1, slices + allotment.Weight, [.. Sum(counts)]);
            search._taken.Pop();
        }

        private int[] Sum(int[] counts)
        {
            for (var kind = 0; kind < counts.Length; kind++)
            {
                _sum[kind] = taken[kind] + counts[kind];
            }

            return _sum;
        }
    }
}
