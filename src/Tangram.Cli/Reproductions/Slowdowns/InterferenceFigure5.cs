using Tangram.Core.Files;
using Tangram.Prediction.Observations;
using Tangram.Profiling;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>
/// Figure 5 of "ML Inference Scheduling with Predictable Latency" (arXiv 2512.18725), on observations of our own: what comes of ignoring that co-locations change, and which
/// way of learning follows a change.
/// </summary>
/// <remarks>The paper's figures are not known to us; what it says of them is compared, and none is made up.</remarks>
internal static class InterferenceFigure5
{
    /// <summary>The figure's name.</summary>
    public const string Name = "interference-fig5";

    // Of the time that both parts take, roughly.
    private const double ShareOfSignals = 0.35;

    /// <summary>Makes the figure.</summary>
    /// <param name="observations">In the order of the recording.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidFileException">There are too few to train on.</exception>
    public static SlowdownReport Run(IReadOnlyList<Observation> observations, SlowdownSource source, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var signals = SignalsOf(observations, source.File, share => progress.Report(new WorkStep(share * ShareOfSignals, "signals")), cancellation);
        var changes = ChangeStudy.Run(observations, share => progress.Report(new WorkStep(ShareOfSignals + (share * (1 - ShareOfSignals)), "changes")), cancellation);
        var alone = observations.Where(o => o.Beside.Count == 0).Select(o => Math.Abs(1 - o.Slowdown) / o.Slowdown).ToList();
        return new SlowdownReport(
            JsonFile.Version,
            Name,
            source,
            observations.Count,
            alone.Count == 0 ? null : alone.Average(),
            signals,
            changes,
            SlowdownTargets.Of(changes),
            SlowdownComparison.Of(signals, changes));
    }

    private static SignalReport SignalsOf(IReadOnlyList<Observation> observations, string file, Action<double> progress, CancellationToken cancellation)
    {
        try
        {
            return SignalStudy.Run(observations, progress, cancellation);
        }
        catch (InvalidFileException fault)
        {
            throw new InvalidFileException($"{file}: {fault.Message}", fault);
        }
    }
}
