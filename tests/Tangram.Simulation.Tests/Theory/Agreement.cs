using Tangram.Simulation.Measuring;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Theory;

/// <summary>Whether a simulated queue agrees with what theory says of it.</summary>
/// <remarks>
/// At 99.9 % of confidence: of a thousand such comparisons a correct simulator fails one, and since seeds are fixed, none of those that are made. The mean time in the
/// system is compared by the simulator's own interval, which it gives with 95 % and which is widened here by the ratio of Student's quantiles.
/// </remarks>
internal static class Agreement
{
    public const double Confidence = 0.999;

    /// <summary>Mean seconds from arrival to answer, with the wider interval.</summary>
    public static Interval MeanTime(ApplicationFigures figures)
    {
        var given = figures.MeanLatencySeconds!;
        var ratio = Quantile(given.Count, Confidence) / Quantile(given.Count, given.Confidence);
        return new Interval(given.Mean, given.HalfWidth * ratio, Confidence, given.Count);
    }

    /// <summary>Whether the servers were busy for as much of the time as theory says.</summary>
    /// <remarks>The work that comes in a time is that of a compound Poisson process, whose relative variance is E[S²]/E[S]² over the customers; what is begun and not ended at either end of the run is less than a mean time in the system.</remarks>
    public static bool OnUtilisation(SimulationReport report, ServiceLaw service, double load)
    {
        var customers = report.Applications.Sum(a => a.Arrived);
        var deviation = Math.Sqrt(((service.Variance / service.Mean / service.Mean) + 1) / customers);
        var atTheEnds = 2 * report.Applications.Max(a => a.MeanLatencySeconds!.Mean) / (customers * service.Mean / (load * report.Segments.Count));
        return Math.Abs((report.Segments.Average(s => s.Utilization) / load) - 1) <= (3.29 * deviation) + atTheEnds;
    }

    private static double Quantile(long count, double confidence) => StudentT.Quantile(count - 1, (1 + confidence) / 2);
}
