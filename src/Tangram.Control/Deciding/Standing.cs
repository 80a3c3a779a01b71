using Tangram.Control.Ladder;
using Tangram.Core.Plans;

namespace Tangram.Control.Deciding;

/// <summary>How an application is run, and what that is known to carry.</summary>
/// <param name="Model">What its plan was made from.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Accuracy">The accuracy objective it was made for.</param>
/// <param name="Rung">How far down the ladder it is.</param>
/// <param name="Shedding">Which requests are refused at the door.</param>
/// <param name="Carries">Requests per second that the plan carries, as far as is known.</param>
internal sealed record Standing(Model Model, Plan Plan, double Accuracy, Rung Rung, Shedding Shedding, double Carries)
{
    /// <summary>The demand below which it is not known whether a smaller plan would do: that of the plan, or the last one that none was found for.</summary>
    public double Tried { get; init; } = Carries;
}
