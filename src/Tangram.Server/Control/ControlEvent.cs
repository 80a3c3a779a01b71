using Tangram.Control.Ladder;
using Tangram.Core.Plans;

namespace Tangram.Server.Control;

/// <summary>Something that a controller did, or would have done.</summary>
/// <param name="At">When it was over.</param>
/// <param name="Application">The application.</param>
/// <param name="Kind"><c>start</c>, <c>plan</c>, <c>rung</c>, <c>dry-run</c> or <c>failure</c>.</param>
/// <param name="Generation">How many plans have run, this one counted.</param>
/// <param name="What">What was done, in a few words.</param>
/// <param name="Why">Why, in one line.</param>
/// <param name="Rung">Where on the ladder the application is.</param>
/// <param name="Before">The figures before.</param>
/// <param name="After">The figures since.</param>
/// <param name="Plan">The plan that took over; null where it did not change.</param>
/// <param name="Took">Time from the decision until it was done.</param>
public sealed record ControlEvent(
    DateTimeOffset At, string Application, string Kind, long Generation, string What, string Why, Rung Rung, ControlFigures Before, ControlFigures After, Plan? Plan, TimeSpan Took);
