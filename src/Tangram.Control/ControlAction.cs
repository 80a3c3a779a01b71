using Tangram.Control.Ladder;
using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Control;

/// <summary>What a controller wants changed.</summary>
/// <param name="Plan">The plan to go over to; null where the one that runs stays.</param>
/// <param name="Application">The application as it is counted now: its objectives and fan-outs.</param>
/// <param name="Profile">The profile as it is counted now.</param>
/// <param name="Rung">How far down the ladder this is.</param>
/// <param name="Shedding">Which requests are to be refused at the door from now on.</param>
/// <param name="What">What is done, in a few words, such as <c>plan for 4.2 requests/s</c>.</param>
/// <param name="Why">The reason, one line with its figures.</param>
/// <param name="Demand">Requests per second estimated.</param>
public sealed record ControlAction(
    Plan? Plan, Application Application, ProfileTable Profile, Rung Rung, Shedding Shedding, string What, string Why, double Demand);
