using Tangram.Control.Ladder;
using Tangram.Core.Plans;

namespace Tangram.Server.Control;

/// <summary>What <c>GET /tangram/plan</c> tells.</summary>
/// <param name="Application">The application.</param>
/// <param name="Generation">How many plans have run, this one counted.</param>
/// <param name="Since">When the plan took over.</param>
/// <param name="Mode"><c>automatic</c>, <c>pinned</c> (an operator's plan is kept), <c>manual</c> or <c>dry-run</c>.</param>
/// <param name="Rung">Where on the ladder the application is.</param>
/// <param name="What">What was done last.</param>
/// <param name="Why">Why.</param>
/// <param name="Figures">How the application stands.</param>
/// <param name="Shedding">Who is refused at the door.</param>
/// <param name="Changing">The step of a transition that is under way; null where none is.</param>
/// <param name="Segments">The segments there are.</param>
/// <param name="Plan">The plan that runs.</param>
internal sealed record ControlStatus(
    string Application,
    long Generation,
    DateTimeOffset Since,
    string Mode,
    Rung Rung,
    string What,
    string Why,
    ControlFigures Figures,
    Shedding Shedding,
    StepStatus? Changing,
    IReadOnlyList<SegmentStatus> Segments,
    Plan Plan);
