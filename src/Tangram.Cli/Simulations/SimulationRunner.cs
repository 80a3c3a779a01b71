using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Tangram.Cli.Terminal;
using Tangram.Simulation;

namespace Tangram.Cli.Simulations;

/// <summary>Runs replications of alternatives on as many cores as there are; what comes of them does not depend on how many.</summary>
internal static class SimulationRunner
{
    /// <summary>Runs them.</summary>
    /// <param name="setup">What is simulated, with the first seed; its log is that of the first run.</param>
    /// <param name="alternatives">What decides in each; a prediction is made for the segments that the setup foresees slowdowns for.</param>
    /// <param name="replications">Runs of each, with ascending seeds.</param>
    /// <param name="progress">Told the share of all that is through, 0..1.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public static (IReadOnlyList<AlternativeRuns> Runs, TimeSpan Elapsed) Run(
        SimulationSetup setup, IReadOnlyList<Alternative> alternatives, int replications, Action<double> progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var shares = new JointProgress(alternatives.Count * replications, progress);
        var reports = new SimulationReport[alternatives.Count * replications];
        try
        {
            Parallel.For(0, reports.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, job =>
            {
                var (replication, alternative) = Math.DivRem(job, alternatives.Count);
                var own = setup with
                {
                    Seed = unchecked(setup.Seed + (ulong)replication),
                    Policies = alternatives[alternative].Policies,
                    Prediction = setup.Prediction is { } prediction && alternatives[alternative].Prediction is { IsAny: true } choice ? prediction with { Choice = choice } : null,
                    Log = job == 0 ? setup.Log : null,
                    GanttLength = job == 0 ? setup.GanttLength : TimeSpan.Zero,
                };
                reports[job] = Simulator.Run(own, shares.Of(job), cancellation);
            });
        }
        catch (AggregateException fault) when (fault.InnerExceptions is [var inner, ..])
        {
            ExceptionDispatchInfo.Throw(inner);
        }

        var runs = alternatives.Select((a, i) => new AlternativeRuns(a, [.. Enumerable.Range(0, replications).Select(r => reports[(r * alternatives.Count) + i])]));
        return ([.. runs], Stopwatch.GetElapsedTime(started));
    }
}
