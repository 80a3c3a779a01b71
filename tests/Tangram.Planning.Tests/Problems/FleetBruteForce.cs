namespace Tangram.Planning.Tests.Problems;

/// <summary>Tries everything on a fleet: every variant and split, every cap on latencies, every collection of segments. Only for tiny problems.</summary>
internal sealed class FleetBruteForce
{
    private readonly PlanningProblem _problem;
    private readonly FleetLayouts _layouts;
    private readonly List<FleetMode[]> _modes;
    private readonly List<(Configuration Configuration, (int, int, string)? Owner)> _groups;
    private readonly List<(int Devices, int Slices, int[] Counts)> _collections = [];

    private FleetBruteForce(PlanningProblem problem)
    {
        _problem = problem;
        _layouts = new FleetLayouts(problem.Inventory);
        var index = new ProfileIndex(problem);
        var each = problem.Applications.Select((a, i) => (a, i)).Where(x => x.a.RequestsPerSecond > 0).Select(x => new FleetModes(problem, index, x.i).All());
        _modes = [.. each.Aggregate((IEnumerable<FleetMode[]>)[[]], (before, modes) => before.SelectMany(b => modes.Select(m => (FleetMode[])[.. b, m])))];
        _groups = [.. _modes.SelectMany(m => m).SelectMany(m => m.Users).SelectMany(u => u.Usable.Select(c => (c, Owner(c, u)))).Distinct()];
    }

    /// <summary>The optimum.</summary>
    /// <param name="Devices">Devices used.</param>
    /// <param name="Slices">Compute slices used.</param>
    /// <param name="Accuracy">Sum over the applications that are asked for.</param>
    public sealed record Score(int Devices, int Slices, double Accuracy);

    public static Score? Solve(PlanningProblem problem)
    {
        var search = new FleetBruteForce(problem);
        search.Collect(0, new int[search._groups.Count], [.. problem.Inventory.Pools.Select(p => new int[p.Model.Profiles.Count])]);
        return search.Best();
    }

    private (int, int, string)? Owner(Configuration configuration, (int Application, int Task, string Variant, IReadOnlySet<Configuration> Usable) user) =>
        configuration.Scope is null && _problem.Shares ? null : (user.Application, user.Task, user.Variant);

    private void Collect(int group, int[] counts, int[][] sizes)
    {
        if (group == counts.Length)
        {
            _collections.Add((_layouts.Devices(sizes)!.Value, _groups.Select((g, i) => counts[i] * g.Configuration.Slices).Sum(), [.. counts]));
            return;
        }

        // Fewer segments fit wherever more do.
        var (pool, size) = (_groups[group].Configuration.Pool, _groups[group].Configuration.Size);
        while (_layouts.Devices(sizes) is not null)
        {
            Collect(group + 1, counts, sizes);
            counts[group]++;
            sizes[pool][size]++;
        }

        sizes[pool][size] -= counts[group];
        counts[group] = 0;
    }

    private Score? Best()
    {
        var compiled = _modes.Select(Compile).ToList();
        var ordered = _problem.Objective == PlanObjective.Devices
            ? _collections.OrderBy(c => c.Devices).ThenBy(c => c.Slices)
            : _collections.OrderBy(c => c.Slices).ThenBy(c => c.Devices);
        Score? best = null;
        foreach (var (devices, slices, counts) in ordered)
        {
            if (best is not null && (devices, slices) != (best.Devices, best.Slices))
            {
                break;
            }

            foreach (var mode in compiled)
            {
                if (mode.Demands.TrueForAll(d => d.Groups.Exists(g => counts[g] > 0)) && Accuracy(mode, counts) is { } accuracy && accuracy > (best?.Accuracy ?? -1))
                {
                    best = new Score(devices, slices, accuracy);
                }
            }
        }

        return best;
    }

    private Compiled Compile(FleetMode[] modes)
    {
        var shares = modes.Count(m => m.IsSplit);
        var (share, line) = (0, new Line(0, new double[shares]));
        var (demands, limits) = (new List<Demand>(), new List<Line>());
        foreach (var mode in modes)
        {
            var own = mode.IsSplit ? share++ : -1;
            demands.AddRange(mode.Users.Select((u, i) => new Demand(
                u.Variant, Of(mode.Rates[i]), [.. u.Usable.Select(c => _groups.IndexOf((c, Owner(c, u))))])));
            limits.AddRange(mode.Limits.Select(Of));
            line = line.Plus(Of(mode.Accuracy));

            Line Of((double Constant, double Slope) x) => new(x.Constant, [.. Enumerable.Range(0, shares).Select(s => s == own ? x.Slope : 0)]);
        }

        for (var s = 0; s < shares; s++)
        {
            double[] unit = [.. Enumerable.Range(0, shares).Select(i => i == s ? 1.0 : 0)];
            limits.Add(new Line(-1, unit));
            limits.Add(new Line(0, [.. unit.Select(u => -u)]));
        }

        return new Compiled(line, demands, limits);
    }

    // The highest accuracy with these segments; null if they do not carry the items. By Hall's theorem they do if for every set of users the
    // segments that any of them may use carry what all of them bring.
    private double? Accuracy(Compiled mode, int[] counts)
    {
        var lines = new List<Line>(mode.Limits);
        foreach (var same in mode.Demands.GroupBy(d => d.Variant).Select(g => g.ToList()))
        {
            for (var set = 1; set < 1 << same.Count; set++)
            {
                var members = same.Where((_, i) => (set >> i & 1) == 1).ToList();
                var capacity = members.SelectMany(m => m.Groups).Distinct().Sum(g => counts[g] * _groups[g].Configuration.ItemsPerSecond);
                var rate = members.Aggregate(new Line(-capacity, new double[mode.Accuracy.Slopes.Length]), (sum, m) => sum.Plus(m.Rate.Times(1 - 1e-9)));
                lines.Add(rate);
            }
        }

        return Highest(mode.Accuracy, lines);
    }

    // A linear program in no, one or two unknowns: its optimum is where as many lines meet.
    private static double? Highest(Line objective, List<Line> lines)
    {
        IEnumerable<double[]> corners = objective.Slopes.Length switch
        {
            0 => [[]],
            1 => lines.Where(l => l.Slopes[0] != 0).Select(l => (double[])[-l.Constant / l.Slopes[0]]),
            _ => from a in lines
                 from b in lines
                 let determinant = (a.Slopes[0] * b.Slopes[1]) - (a.Slopes[1] * b.Slopes[0])
                 where Math.Abs(determinant) > 1e-12
                 select (double[])[((a.Slopes[1] * b.Constant) - (b.Slopes[1] * a.Constant)) / determinant, ((b.Slopes[0] * a.Constant) - (a.Slopes[0] * b.Constant)) / determinant],
        };
        var within = corners.Where(c => lines.TrueForAll(l => l.IsWithin(c))).Select(objective.At).ToList();
        return within.Count == 0 ? null : within.Max();
    }

    private sealed record Demand(string Variant, Line Rate, List<int> Groups);

    private sealed record Compiled(Line Accuracy, List<Demand> Demands, List<Line> Limits);

    /// <summary>Constant plus slopes times shares.</summary>
    private sealed record Line(double Constant, double[] Slopes)
    {
        public Line Plus(Line other) => new(Constant + other.Constant, [.. Slopes.Zip(other.Slopes, (a, b) => a + b)]);

        public Line Times(double factor) => new(Constant * factor, [.. Slopes.Select(s => s * factor)]);

        public double At(double[] shares) => Constant + Slopes.Zip(shares, (a, b) => a * b).Sum();

        public bool IsWithin(double[] shares) => At(shares) <= 1e-12 * (1 + Math.Abs(Constant));
    }
}
