using Tangram.Cli.Loads;
using Tangram.Core.Plans;

namespace Tangram.Cli.Demos;

/// <summary>All figures of a demo; what <c>--json</c> writes.</summary>
/// <param name="Machine">The machine's line.</param>
/// <param name="Pages">Labelled pages read at idle.</param>
/// <param name="PagesAsExpected">Pages of these read as well as the evaluation of the planned variants says.</param>
/// <param name="ExactLines">Share of the lines read exactly, 0..1.</param>
/// <param name="P50Ms">Median latency at half the planned demand.</param>
/// <param name="P99Ms">99th percentile of the same.</param>
/// <param name="Attainment">Share of requests answered in time at half the planned demand, 0..1.</param>
/// <param name="IdleServerP50Ms">Median time of a page at idle, through the server.</param>
/// <param name="IdleLoopP50Ms">Median time of a page in the plain loop.</param>
/// <param name="OverheadRatio">The first of these over the second.</param>
/// <param name="PlannedDemand">Requests per second the plan is made for.</param>
/// <param name="Half">The load at half the planned demand.</param>
/// <param name="Over">The load at 130 % of it.</param>
/// <param name="ProfileSeconds">Time spent profiling; 0 where a kept profile was used.</param>
/// <param name="TotalSeconds">Time of the whole demo.</param>
/// <param name="Plan">The plan served.</param>
/// <param name="Readings">What was read of each page.</param>
internal sealed record DemoReport(
    string Machine,
    int Pages,
    int PagesAsExpected,
    double ExactLines,
    double? P50Ms,
    double? P99Ms,
    double Attainment,
    double IdleServerP50Ms,
    double IdleLoopP50Ms,
    double OverheadRatio,
    double PlannedDemand,
    LoadReport Half,
    LoadReport Over,
    double ProfileSeconds,
    double TotalSeconds,
    Plan Plan,
    IReadOnlyList<PageReading> Readings);
