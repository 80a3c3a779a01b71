using System.Runtime.ExceptionServices;
using Tangram.Cli.Terminal;
using Tangram.Prediction.Evaluation;

namespace Tangram.Cli.Interference;

/// <summary>Evaluates on as many cores as there are; what comes of it does not depend on how many.</summary>
internal static class ParallelEvaluation
{
    /// <summary>Evaluates each, in any order.</summary>
    /// <param name="jobs">What, and on what; predictors of their own.</param>
    /// <param name="progress">Told the share of all that is done, 0..1; by one at a time.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <returns>What came of each, in the order of the jobs.</returns>
    public static IReadOnlyList<EvaluationResult> Run(IReadOnlyList<(EvaluationSetup Setup, Division Division)> jobs, Action<double> progress, CancellationToken cancellation)
    {
        var shares = new JointProgress(jobs.Count, progress);
        var results = new EvaluationResult[jobs.Count];
        try
        {
            Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, job =>
                results[job] = ModelEvaluator.Run(jobs[job].Setup, jobs[job].Division, shares.Of(job).Report, cancellation));
        }
        catch (AggregateException fault) when (fault.InnerExceptions is [var inner, ..])
        {
            ExceptionDispatchInfo.Throw(inner);
        }

        return results;
    }
}
