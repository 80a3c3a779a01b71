using Tangram.Cli.Loads;

namespace Tangram.Cli.Demos.Days;

/// <summary>All figures of a day; what <c>--json</c> writes.</summary>
/// <param name="Machine">The machine's line.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Seconds">How long the day took.</param>
/// <param name="Seed">Seed of the arrivals.</param>
/// <param name="SlicesPerCore">Slices that each core was cut into.</param>
/// <param name="SlicesAvailable">Slices there are.</param>
/// <param name="PeakDemand">Requests per second at the peak, on average.</param>
/// <param name="MeanDemand">The same over the day.</param>
/// <param name="Attainment">Share of requests answered in time, 0..1.</param>
/// <param name="Lost">Requests that got no answer at all.</param>
/// <param name="MeanSlices">Slices that the running plans took, their mean over the day.</param>
/// <param name="PeakSlices">Slices that the plan for the peak takes.</param>
/// <param name="Replans">Plans that took over during the day.</param>
/// <param name="Accuracy">Accuracy of the plans that ran, their mean over the requests, relative to the best variants, 0..1.</param>
/// <param name="Load">What became of the requests.</param>
/// <param name="Static">The same day with one plan: for the mean, and for the peak.</param>
/// <param name="Changes">The plans that took over.</param>
/// <param name="Hours">By hour of the day.</param>
/// <param name="Timeline">What ran, twice a second.</param>
/// <param name="ProfileSeconds">Time spent profiling; 0 where a kept profile was used.</param>
/// <param name="TotalSeconds">Time of the whole command.</param>
internal sealed record DayReport(
    string Machine,
    string Application,
    double Seconds,
    int Seed,
    int SlicesPerCore,
    long SlicesAvailable,
    double PeakDemand,
    double MeanDemand,
    double Attainment,
    int Lost,
    double MeanSlices,
    int PeakSlices,
    int Replans,
    double Accuracy,
    LoadReport Load,
    IReadOnlyList<StaticDay> Static,
    IReadOnlyList<DayChange> Changes,
    IReadOnlyList<DayHour> Hours,
    IReadOnlyList<DaySample> Timeline,
    double ProfileSeconds,
    double TotalSeconds);
