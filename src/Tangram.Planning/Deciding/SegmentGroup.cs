namespace Tangram.Planning.Deciding;

/// <summary>Equal segments that serve the same tasks.</summary>
/// <param name="Configuration">What runs on each.</param>
/// <param name="Count">How many; at least 1.</param>
/// <param name="Users">The tasks whose items they may take. Over all groups of one variant, users' groups are nested: of two users, one may use all groups of the other.</param>
internal sealed record SegmentGroup(Configuration Configuration, int Count, IReadOnlyList<TaskKey> Users);
