using Tangram.Core.Applications;

namespace Tangram.Planning.Exact;

/// <summary>Branch and bound over the tasks' options, parents first, so that items per request are known when a task's turn comes [N].</summary>
/// <remarks>
/// For <see cref="Goal.FewestSlices"/> the slices allowed grow one by one: the first number with a solution is the
/// optimum, and until then most of the tree is cut off. Options are tried in the order of names and a solution gives way
/// only to a better one, so of equals the first by name is found. Figures are compared as whole billionths and
/// nanoseconds: the noise of binary fractions decides nothing.
/// </remarks>
internal sealed class ExactSearch
{
    private readonly ExactModel _model;
    private readonly Limits _limits;
    private readonly Goal _goal;
    private readonly CancellationToken _cancellation;
    private readonly Bounds _bounds;
    private readonly Func<int, Edge, double> _fanOut;
    private readonly Option[] _chosen;
    private readonly double[] _items;
    private readonly double[] _finish;
    private readonly Dictionary<(int Place, double Items), IReadOnlyList<Option>> _ordered = [];
    private int _slicesAllowed;
    private Solution? _best;
    private (long First, long Second) _bestScore;

    private ExactSearch(ExactModel model, Limits limits, Goal goal, CancellationToken cancellation)
    {
        (_model, _limits, _goal, _cancellation) = (model, limits, goal, cancellation);
        _bounds = new Bounds(model, limits);
        _chosen = new Option[model.Nodes.Count];
        _items = new double[model.Nodes.Count];
        _finish = new double[model.Nodes.Count];
        _fanOut = (parent, edge) => edge.FanOutOf(_chosen[parent].Choice.Variant?.Name);
    }

    /// <summary>The best solution within the limits, or null.</summary>
    public static Solution? Find(ExactModel model, Limits limits, Goal goal, CancellationToken cancellation)
    {
        var search = new ExactSearch(model, limits, goal, cancellation);
        var available = model.Layouts.Device.ComputeSlices;
        var first = goal == Goal.FewestSlices ? search._bounds.Slices[0] : available;
        for (var allowed = first; allowed <= available && search._best is null; allowed++)
        {
            search._slicesAllowed = allowed;
            search.Decide(0, 0, 0, 1, search._bounds.LatencyMilliseconds);
        }

        return search._best;
    }

    private void Decide(int place, long layout, int slices, double accuracy, double latency)
    {
        if (place == _chosen.Length)
        {
            _best = new Solution([.. _chosen], slices, accuracy, latency);
            _bestScore = Score(accuracy, latency);
            return;
        }

        _cancellation.ThrowIfCancellationRequested();
        var node = _model.Nodes[place];
        _items[place] = node.Items(_items, _fanOut);
        var start = _model.FixedMilliseconds;
        for (var i = 0; i < node.Parents.Count; i++)
        {
            start = Math.Max(start, _finish[node.Parents[i].Place]);
        }

        foreach (var option in Ordered(place))
        {
            var finish = start + option.BudgetMilliseconds;
            var reached = Math.Max(latency, finish + _bounds.Tails[place]);
            var kept = accuracy * option.Choice.RelativeAccuracy;
            if (slices + option.Slices + _bounds.Slices[place + 1] <= _slicesAllowed
                && _model.Layouts.Fits(layout + option.Layout)
                && IsPromising(kept * _bounds.Accuracy[place + 1], reached))
            {
                (_chosen[place], _finish[place]) = (option, finish);
                Decide(place + 1, layout + option.Layout, slices + option.Slices, kept, reached);
            }
        }
    }

    // A plan is the first by name among equals. A relaxed problem is asked for one figure only, and the best first finds it soonest.
    private IReadOnlyList<Option> Ordered(int place)
    {
        var options = _model.Options(place, _items[place]);
        if (_goal == Goal.FewestSlices)
        {
            return options;
        }

        if (_ordered.TryGetValue((place, _items[place]), out var ordered))
        {
            return ordered;
        }

        ordered = _goal switch
        {
            Goal.LowestLatency => [.. options.OrderBy(o => o.BudgetMilliseconds).ThenBy(o => o.Slices)],
            Goal.HighestAccuracy => [.. options.OrderByDescending(o => o.Choice.RelativeAccuracy).ThenBy(o => o.Slices)],
            _ => [.. options.OrderBy(o => o.Slices).ThenBy(o => o.BudgetMilliseconds)],
        };
        _ordered.Add((place, _items[place]), ordered);
        return ordered;
    }

    private bool IsPromising(double accuracy, double latency) =>
        accuracy >= _limits.Accuracy - Tolerance.Accuracy
        && latency <= _limits.LatencyMilliseconds + Tolerance.Milliseconds
        && (_best is null || Score(accuracy, latency).CompareTo(_bestScore) < 0);

    private (long First, long Second) Score(double accuracy, double latency)
    {
        var (lost, nanoseconds) = (-(long)Math.Round(accuracy * 1e9), (long)Math.Round(latency * 1e6));
        return _goal switch
        {
            Goal.LowestLatency => (nanoseconds, 0),
            Goal.HighestAccuracy => (lost, 0),
            Goal.Any => (0, 0),
            _ => (lost, nanoseconds),
        };
    }
}
