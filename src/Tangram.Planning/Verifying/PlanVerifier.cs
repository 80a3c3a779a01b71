namespace Tangram.Planning.Verifying;

/// <summary>Finds the cheapest plan that a judge says reaches an attainment, by moving the queueing factors and, if need be, the reserve [N].</summary>
/// <remarks>
/// A queueing factor says which latency is allowed: a higher one makes a planner choose quicker segments. A reserve lowers utilisation. What either is worth
/// only a judge can tell. All factors are moved together first; from the best found each task's is lowered as long as that gains something, and from the
/// cheapest plans that miss the target those of the tasks to blame are raised. Reserves are tried where factors do not suffice, and where they could be cheaper.
/// </remarks>
public sealed class PlanVerifier
{
    private const double LargestScale = 1024;
    private const int Climbs = 3;

    private readonly PlanTrials _trials;
    private readonly FactorClimb _climb;
    private readonly VerifyingOptions _options;

    private PlanVerifier(PlanTrials trials, VerifyingOptions options) => (_trials, _options, _climb) = (trials, options, new FactorClimb(trials));

    private int Part => Math.Max(2, _options.Judgements / 4);

    /// <summary>Finds it.</summary>
    /// <param name="planner">Who plans; of its plans is assumed that higher factors and reserves take no less.</param>
    /// <param name="problem">What is asked; its factors and its reserve are where the search begins.</param>
    /// <param name="judge">Who judges.</param>
    /// <param name="options">What must be reached.</param>
    /// <param name="progress">Told the part done, 0..1, and what comes next; null for nobody.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="OperationCanceledException">Asked to stop before it was done.</exception>
    public static VerifyingOutcome Find(
        IPlanner planner, PlanningProblem problem, IPlanJudge judge, VerifyingOptions options, Action<double, string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planner);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(options);

        var trials = new PlanTrials(planner, problem, judge, options, progress, cancellationToken);
        var asked = planner.Plan(problem, cancellationToken);
        var before = asked is PlanningOutcome.Planned { Plan: var plan } ? trials.Judge(trials.Know(trials.Asked, plan)) : null;
        new PlanVerifier(trials, options).Run();
        if (trials.Tried.Count == 0)
        {
            return new VerifyingOutcome.Infeasible((PlanningOutcome.Infeasible)asked);
        }

        var after = AsAsked(trials, Best(trials));
        var change = (after.Factors.Equals(problem.QueueingFactors) ? VerifyingChange.None : VerifyingChange.QueueingFactors)
            | (after.Reserve == problem.Reserve ? VerifyingChange.None : VerifyingChange.Reserve);
        var found = new VerifiedPlan(before, after, change, trials.Tried);
        return after.ReachesTarget ? new VerifyingOutcome.Reached(found) : new VerifyingOutcome.Missed(found);
    }

    // Of those that reach the target the cheapest, of these the most accurate; else the one that comes nearest.
    private static JudgedPlan Best(PlanTrials trials)
    {
        var objective = trials.Problem.Objective;
        return trials.Tried.Any(t => t.ReachesTarget)
            ? trials.Tried.Where(t => t.ReachesTarget).OrderBy(t => PlanCost.Of(t.Plan, objective)).ThenByDescending(t => t.Plan.Applications.Sum(a => a.Accuracy)).ThenByDescending(t => t.Attainment).First()
            : trials.Tried.OrderByDescending(t => t.Attainment).ThenBy(t => PlanCost.Of(t.Plan, objective)).First();
    }

    // Many factors give the same plan; those that need not differ from what was asked do not.
    private static JudgedPlan AsAsked(PlanTrials trials, JudgedPlan best)
    {
        var (asked, found) = (trials.Asked, new Setting(best.Factors, best.Reserve));
        var settings = best.Factors.Tasks.Select(t => (Func<Setting, Setting>)(s => s with { Factors = s.Factors.With(t.Application, t.Task, asked.Factors.Of(t.Application, t.Task)) }))
            .Prepend(s => s with { Factors = asked.Factors }).Prepend(s => s with { Reserve = asked.Reserve });
        var known = trials.Plan(found);
        foreach (var change in settings)
        {
            known = known is not null && trials.Plan(change(known.Setting)) is { } other && other.IsLike(known) ? other : known;
        }

        return known is null ? best : best with { Factors = Shortened(known.Setting.Factors, asked.Factors), Reserve = known.Setting.Reserve, Plan = known.Plan };
    }

    private static QueueingFactors Shortened(QueueingFactors factors, QueueingFactors asked) =>
        factors.Equals(asked) ? asked : new QueueingFactors(factors.Common, factors.Tasks.Where(t => t.Factor != factors.Common));

    private void Run()
    {
        Common(_trials.Problem.Reserve).Search();
        Climb();
        foreach (var reserve in Reserves.Where(_ => _trials.Best is null))
        {
            Common(reserve).Search();
        }

        Improve();
        foreach (var reserve in Reserves)
        {
            Common(reserve).Search();
        }

        Improve();
        Sweep();
    }

    private IEnumerable<double> Reserves => _options.Reserves.Where(r => r > _trials.Problem.Reserve);

    // All factors together, in proportion.
    private FactorLine Common(double reserve)
    {
        var asked = _trials.Problem.QueueingFactors;
        var largest = asked.Tasks.Select(t => t.Factor).Append(asked.Common).Max();
        return new FactorLine(_trials, scale => new Setting(scale == 1 ? asked : Rounded(asked.Times(scale)), reserve), 1 / largest, LargestScale);
    }

    private static QueueingFactors Rounded(QueueingFactors factors) =>
        new(Math.Round(factors.Common, 2), factors.Tasks.Select(t => t with { Factor = Math.Round(t.Factor, 2) }));

    // Down and up in turn, until neither gains anything.
    private void Improve()
    {
        Candidate? before;
        do
        {
            before = _trials.Best;
            Descend();
            Climb();
        }
        while (!ReferenceEquals(before, _trials.Best));
    }

    // Task by task, first the one that could gain most.
    private void Descend()
    {
        Candidate? before;
        do
        {
            before = _trials.Best;
            foreach (var line in before is null ? [] : Lines(before))
            {
                line.Search();
                if (!ReferenceEquals(before, _trials.Best))
                {
                    break;
                }
            }
        }
        while (!ReferenceEquals(before, _trials.Best));
    }

    private IEnumerable<FactorLine> Lines(Candidate from)
    {
        var lines = new List<(PlanCost Least, FactorLine Line)>();
        foreach (var (application, task) in from.Plan.Applications.SelectMany(a => a.Tasks.Where(t => t.Variants.Count > 0).Select(t => (a.Name, t.Name))))
        {
            var own = from.Setting.Factors.Of(application, task);
            if (own > 1 && _trials.Plan(At(1)) is { } floor && _trials.IsCheaper(floor))
            {
                lines.Add((floor.Cost, new FactorLine(_trials, At, 1, own)));
            }

            Setting At(double factor) => from.Setting with { Factors = from.Setting.Factors.With(application, task, Math.Round(factor, 2)) };
        }

        return lines.OrderBy(l => l.Least).Select(l => l.Line);
    }

    private void Climb()
    {
        for (var i = 0; i < Climbs && _trials.Missing.FirstOrDefault(c => !_climb.IsKnown(c)) is { } start; i++)
        {
            _climb.Run(start, Part);
        }
    }

    // Attainment may go up and down along a line, so what was passed over is looked at too.
    private void Sweep()
    {
        var last = Math.Max(0, _trials.Left - Part);
        foreach (var reserve in Reserves.Prepend(_trials.Problem.Reserve))
        {
            foreach (var candidate in _trials.Left > last ? Common(reserve).Cheaper() : [])
            {
                if (_trials.Left > last)
                {
                    _trials.Judge(candidate);
                }
            }
        }
    }
}
