using Tangram.Core.Profiles;

namespace Tangram.Planning.Exact;

/// <summary>A choice with the segments that carry a task's rate; no segment of it can be spared.</summary>
/// <param name="Choice">What runs.</param>
/// <param name="Layout">The segments' sizes as a <see cref="Layouts"/> key.</param>
/// <param name="Slices">Compute slices taken.</param>
/// <param name="BudgetMilliseconds">The task's budget with it.</param>
/// <param name="Segments">One entry per segment.</param>
internal sealed record Option(Choice Choice, long Layout, int Slices, double BudgetMilliseconds, IReadOnlyList<ProfileEntry> Segments);
