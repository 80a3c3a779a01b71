using Tangram.Core.Files;

namespace Tangram.Planning.Tradeoffs;

/// <summary>Solves a problem at a series of objectives, from where there is no plan to where a looser objective gains nothing [N].</summary>
public sealed class TradeoffFinder
{
    private const int Points = 13;
    private const int Halvings = 16;
    private const double Loosest = 1000;
    private const double Tightest = 1e-3;
    private const double LeastAccuracy = 1e-6;

    private readonly IPlanner _planner;
    private readonly PlanningProblem _problem;
    private readonly Action<double, string>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<double, (int Devices, int Slices)?> _solved = [];
    private int _solves;

    private TradeoffFinder(IPlanner planner, PlanningProblem problem, Action<double, string>? progress, CancellationToken cancellation) =>
        (_planner, _problem, _progress, _cancellation) = (planner, problem, progress, cancellation);

    private delegate PlanningProblem Change(double objective);

    /// <summary>Finds both trade-offs.</summary>
    /// <param name="planner">Who solves; of its plans is assumed that a looser objective takes no more.</param>
    /// <param name="name">The planner's name.</param>
    /// <param name="problem">What is asked.</param>
    /// <param name="progress">Told the part done, 0..1, and what is being solved; null for nobody.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static TradeoffTable Find(IPlanner planner, string name, PlanningProblem problem, Action<double, string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planner);
        ArgumentNullException.ThrowIfNull(problem);
        var accuracy = new TradeoffFinder(planner, problem, (part, doing) => progress?.Invoke(part / 2, doing), cancellationToken).Accuracy();
        var latency = new TradeoffFinder(planner, problem, (part, doing) => progress?.Invoke((1 + part) / 2, doing), cancellationToken).Latency();
        return new TradeoffTable(JsonFile.Version, name, accuracy, latency);
    }

    private Tradeoff Accuracy()
    {
        Change change = a => _problem.With(o => o with { Accuracy = a });
        var asked = _problem.Applications.Select(a => a.Application.Objectives.Accuracy).Distinct().ToList() is [var one] ? one : (double?)null;
        var best = At(change, LeastAccuracy);
        if (best is null)
        {
            return new Tradeoff("accuracy", "relative", asked, []);
        }

        // A higher objective is the tighter one here.
        var start = Boundary(LeastAccuracy, 1, a => At(change, a) == best, (low, high) => (low + high) / 2);
        var grid = Enumerable.Range(0, Points).Select(i => start + ((1 - start) * i / (Points - 1)));
        return new Tradeoff("accuracy", "relative", asked, Solve(change, grid, asked is >= 0 && asked >= start ? asked : null));
    }

    private Tradeoff Latency()
    {
        var single = _problem.Applications is [var only] ? only.Application.Objectives.LatencyMilliseconds : (double?)null;
        var scale = single ?? 1;
        Change change = l => _problem.With(o => o with { LatencyMilliseconds = o.LatencyMilliseconds * l / scale });
        var best = At(change, Loosest * scale);
        if (best is null)
        {
            return new Tradeoff("latency", single is null ? "times" : "ms", scale, []);
        }

        var least = Boundary(Loosest * scale, Tightest * scale, l => At(change, l) is not null, (a, b) => Math.Sqrt(a * b));
        var enough = Boundary(Loosest * scale, least, l => At(change, l) == best, (a, b) => Math.Sqrt(a * b));
        var ratio = Math.Pow(Math.Max(enough / least, 1.02), 1.0 / (Points - 3));
        var grid = Enumerable.Range(-1, Points).Select(i => least * Math.Pow(ratio, i));
        return new Tradeoff("latency", single is null ? "times" : "ms", scale, Solve(change, grid, scale));
    }

    private List<TradeoffPoint> Solve(Change change, IEnumerable<double> grid, double? asked)
    {
        var points = (asked is { } own ? grid.Append(own) : grid).Distinct().Order()
            .Select(v => (Value: v, Found: At(change, v))).Select(p => new TradeoffPoint(p.Value, p.Found?.Devices, p.Found?.Slices)).ToList();

        // Between two that are alike, a third like them says nothing.
        return [.. points.Where((p, i) => i == 0 || i == points.Count - 1 || p.Objective == asked || !IsLike(p, points[i - 1]) || !IsLike(p, points[i + 1]))];
    }

    private static bool IsLike(TradeoffPoint one, TradeoffPoint other) => one.Devices == other.Devices && one.Slices == other.Slices;

    /// <summary>The value nearest to <paramref name="bad"/> for which something holds, as it does for <paramref name="good"/>.</summary>
    private static double Boundary(double good, double bad, Predicate<double> holds, Func<double, double, double> middle)
    {
        if (holds(bad))
        {
            return bad;
        }

        for (var i = 0; i < Halvings; i++)
        {
            var between = middle(good, bad);
            (good, bad) = holds(between) ? (between, bad) : (good, between);
        }

        return good;
    }

    private (int Devices, int Slices)? At(Change change, double objective)
    {
        if (!_solved.TryGetValue(objective, out var found))
        {
            // How many solves there will be is known only roughly.
            _progress?.Invoke(Math.Min(0.99, _solves++ / (double)(Points + (2 * Halvings))), FormattableString.Invariant($"objective {objective:#,0.####}"));
            found = _planner.Solve(change(objective), _cancellation) is { } plan ? (plan.Devices, plan.Slices) : null;
            _solved.Add(objective, found);
        }

        return found;
    }
}
