namespace Tangram.Planning.Tests.Problems;

/// <summary>Gives some tasks of a problem queueing factors of their own: in two problems of three none, so that one factor for all stays tested.</summary>
internal static class RandomFactors
{
    private static readonly double[] Factors = [1, 1.25, 1.5, 2, 3];

    public static PlanningProblem For(PlanningProblem problem, Random random)
    {
        if (random.Next(3) > 0)
        {
            return problem;
        }

        var factors = problem.QueueingFactors;
        foreach (var (application, task) in problem.Applications.SelectMany(a => a.Application.Tasks.Select(t => (a.Application.Name, t.Name))))
        {
            factors = random.Next(3) > 0 ? factors.With(application, task, Factors[random.Next(Factors.Length)]) : factors;
        }

        return problem with { QueueingFactors = factors };
    }
}
