namespace Tangram.Planning.Exact;

/// <summary>Segments of a shared variant that are quick enough for some of its tasks.</summary>
/// <param name="Users">Places of the tasks that may use them: those with this latency, and those that can wait longer.</param>
/// <param name="Cover">The segments.</param>
internal sealed record SharedLevel(IReadOnlyList<int> Users, Cover Cover);
