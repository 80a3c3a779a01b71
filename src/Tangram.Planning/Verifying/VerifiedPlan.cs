namespace Tangram.Planning.Verifying;

/// <summary>The best plan that was found by judging plans, and how it was found.</summary>
/// <param name="Before">The plan at the factors and the reserve asked for; null where there is none.</param>
/// <param name="After">The one with the fewest devices and slices of those that reach the target; where none does, the one that comes nearest. <see cref="JudgedPlan.ReachesTarget"/> says which. Of the factors and reserves that give it, those nearest to what was asked.</param>
/// <param name="Change">What it was made with otherwise than asked.</param>
/// <param name="Tried">All that were judged, in the order they were.</param>
public sealed record VerifiedPlan(JudgedPlan? Before, JudgedPlan After, VerifyingChange Change, IReadOnlyList<JudgedPlan> Tried);
