using Tangram.Core.Plans;

namespace Tangram.Control.Deciding;

/// <summary>The plan there is for a need.</summary>
/// <param name="Plan">The plan; null where there is none for any demand.</param>
/// <param name="Carries">Requests per second it carries; 0 where there is none.</param>
/// <param name="IsEnough">Whether that is as much as is needed.</param>
/// <param name="Why">Where it is not made for the whole that is wanted, why; empty otherwise.</param>
internal sealed record Fit(Plan? Plan, double Carries, bool IsEnough, string Why);
