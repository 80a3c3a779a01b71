using Tangram.Core.Plans;

namespace Tangram.Server.Control;

/// <summary>What an operator asks for with <c>POST /tangram/plan</c>.</summary>
/// <param name="Plan">The plan to go over to; null to have one made.</param>
/// <param name="Demand">Requests per second to plan for; null for what is estimated.</param>
/// <param name="Release">Whether the controller decides again from now on, instead of keeping what was asked for.</param>
internal sealed record PlanRequest(Plan? Plan = null, double? Demand = null, bool Release = false);
