namespace Tangram.Planning.Verifying;

/// <summary>Starts at a plan that misses the target and raises the factor of the task that is to blame, until the target is reached or the plan takes as much as the best known.</summary>
internal sealed class FactorClimb(PlanTrials trials)
{
    // A factor is raised by at least a tenth, and at most doubled.
    private const double LeastStep = 1.1;
    private const double LargestStep = 2;
    private const double Largest = 1000;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a climb has come by a plan of the same content.</summary>
    public bool IsKnown(Candidate candidate) => _known.Contains(candidate.Content);

    /// <summary>Climbs.</summary>
    /// <param name="start">A plan that misses the target.</param>
    /// <param name="mostJudgements">How many plans may be judged for it.</param>
    public void Run(Candidate start, int mostJudgements)
    {
        var last = Math.Max(0, trials.Left - mostJudgements);
        for (var current = start; current is not null && trials.Judge(current) is { ReachesTarget: false } judged;)
        {
            _known.Add(current.Content);
            current = trials.Left > last ? Next(current, judged.Verdict) : null;
        }
    }

    private Candidate? Next(Candidate current, PlanVerdict verdict)
    {
        var blamed =
            from application in verdict.Applications
            where application.Attainment < trials.Target
            from task in application.Tasks
            orderby application.Attainment, task.ViolationShare descending, task.LatencyRatio descending
            select (application.Application, task);
        return blamed.Select(b => Raised(current, b.Application, b.task)).FirstOrDefault(c => c is not null);
    }

    // As far as the verdict says would have been right, then on as long as the plan stays the same; less far where that takes too much.
    private Candidate? Raised(Candidate current, string application, TaskVerdict task)
    {
        var factors = current.Setting.Factors;
        var factor = factors.Of(application, task.Task);
        foreach (var first in (double[])[Math.Clamp(task.LatencyRatio, factor * LeastStep, factor * LargestStep), factor * LeastStep])
        {
            for (var raised = first; raised <= Largest; raised *= LeastStep)
            {
                var setting = current.Setting with { Factors = factors.With(application, task.Task, Math.Round(raised, 2)) };
                if (trials.Plan(setting) is not { } candidate || !trials.IsCheaper(candidate))
                {
                    break;
                }

                if (!candidate.IsLike(current))
                {
                    return candidate;
                }
            }
        }

        return null;
    }
}
