using Tangram.Core.Applications;
using Tangram.Core.Profiles;

namespace Tangram.Planning;

/// <summary>What a planner decides for one task, before figures and placements are worked out.</summary>
/// <param name="Task">The task.</param>
/// <param name="Variant">The variant chosen; null where an optional task is left out.</param>
/// <param name="Segments">The profile's entry of each segment, one by one; empty where the task is left out.</param>
internal sealed record TaskDecision(ApplicationTask Task, Variant? Variant, IReadOnlyList<ProfileEntry> Segments);
