namespace Tangram.Planning.Exact;

/// <summary>A combination with segments for every task, still without a place.</summary>
/// <param name="Combination">What runs.</param>
/// <param name="Options">The segments of each task, by place.</param>
/// <param name="Shared">The segments that several tasks share.</param>
/// <param name="Share">Share of the finer variant, where a task is split.</param>
/// <param name="Weight">What all segments weigh.</param>
/// <param name="Accuracy">Sum over the applications.</param>
internal sealed record Allotment(Combination Combination, IReadOnlyList<TaskOption> Options, IReadOnlyList<SharedLevel> Shared, double Share, int Weight, double Accuracy);
