using Tangram.Core.Plans;

namespace Tangram.Planning.Verifying;

/// <summary>Plans and judges candidates, each once, and knows the best so far.</summary>
internal sealed class PlanTrials
{
    private readonly IPlanner _planner;
    private readonly IPlanJudge _judge;
    private readonly VerifyingOptions _options;
    private readonly Action<double, string>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<Setting, Candidate?> _planned = [];
    private readonly Dictionary<string, JudgedPlan> _judged = new(StringComparer.Ordinal);
    private readonly List<JudgedPlan> _tried = [];
    private readonly List<(Candidate Candidate, double Attainment)> _missing = [];

    public PlanTrials(IPlanner planner, PlanningProblem problem, IPlanJudge judge, VerifyingOptions options, Action<double, string>? progress, CancellationToken cancellation) =>
        (_planner, Problem, _judge, _options, _progress, _cancellation) = (planner, problem, judge, options, progress, cancellation);

    public PlanningProblem Problem { get; }

    /// <summary>What was asked for.</summary>
    public Setting Asked => new(Problem.QueueingFactors, Problem.Reserve);

    /// <summary>All that were judged, in their order.</summary>
    public IReadOnlyList<JudgedPlan> Tried => _tried;

    /// <summary>How many more may be judged.</summary>
    public int Left => _options.Judgements - _tried.Count;

    /// <summary>The attainment asked for.</summary>
    public double Target => _options.Attainment;

    /// <summary>The best that reaches the target; null where none does yet.</summary>
    public Candidate? Best { get; private set; }

    /// <summary>Those that miss the target and are cheaper than the best, the cheapest first, of these the one that comes nearest.</summary>
    public IEnumerable<Candidate> Missing => _missing.Where(m => IsCheaper(m.Candidate)).OrderBy(m => m.Candidate.Cost).ThenByDescending(m => m.Attainment).Select(m => m.Candidate);

    /// <summary>Whether a candidate would be better than all that reach the target.</summary>
    public bool IsCheaper(Candidate candidate) => Best is null || candidate.Cost < Best.Cost;

    /// <summary>The plan for a setting; null where there is none.</summary>
    public Candidate? Plan(Setting setting)
    {
        if (!_planned.TryGetValue(setting, out var candidate))
        {
            var problem = Problem with { QueueingFactors = setting.Factors, Reserve = setting.Reserve };
            candidate = _planner.Solve(problem, _cancellation) is { } plan ? Candidate.Of(setting, plan, Problem.Objective) : null;
            _planned.Add(setting, candidate);
        }

        return candidate;
    }

    /// <summary>Takes the plan for a setting from elsewhere.</summary>
    public Candidate Know(Setting setting, Plan plan)
    {
        var candidate = Candidate.Of(setting, plan, Problem.Objective);
        _planned.Add(setting, candidate);
        return candidate;
    }

    /// <summary>Judges a candidate; null where it was not judged before and no more may be.</summary>
    public JudgedPlan? Judge(Candidate candidate)
    {
        if (_judged.TryGetValue(candidate.Content, out var known))
        {
            return known;
        }

        if (Left <= 0)
        {
            return null;
        }

        _cancellation.ThrowIfCancellationRequested();
        _progress?.Invoke((double)_tried.Count / _options.Judgements, FormattableString.Invariant($"judging a plan of {candidate.Plan.Devices} devices, {candidate.Plan.Slices} slices"));
        var verdict = _judge.Judge(candidate.Plan, _cancellation);
        var judged = new JudgedPlan(candidate.Setting.Factors, candidate.Setting.Reserve, candidate.Plan, verdict, verdict.Attainment >= Target);
        _judged.Add(candidate.Content, judged);
        _tried.Add(judged);
        if (!judged.ReachesTarget)
        {
            _missing.Add((candidate, verdict.Attainment));
        }
        else if (IsCheaper(candidate))
        {
            Best = candidate;
        }

        return judged;
    }

    /// <summary>Whether a candidate reaches the target; null where it may not be judged any more.</summary>
    public bool? Reaches(Candidate candidate) => Judge(candidate)?.ReachesTarget;
}
