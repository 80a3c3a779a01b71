using Tangram.Core.Time;

namespace Tangram.Simulation.Faults;

/// <summary>Segments are taken out of use and others into it, as when a plan replaces another.</summary>
/// <remarks>
/// What a segment runs it finishes; then it is destroyed. Segments of a device are destroyed and created one after the other, each in 50-250 ms (algorithms.md §5), once the
/// last batch of that device's segments to be destroyed has ended; then the new ones load their models at the same time.
/// </remarks>
/// <param name="At">When the change begins.</param>
/// <param name="Retired">Indices of segments that go.</param>
/// <param name="Added">Indices of segments that come; they are not ready before, unless they are of those that go, now or in an earlier change.</param>
/// <param name="Load">Time that a process takes to load its model.</param>
public sealed record LayoutChange(Instant At, IReadOnlyList<int> Retired, IReadOnlyList<int> Added, TimeSpan Load)
{
    /// <summary>The segments that are not in use before some change brings them: those that no earlier change, and not the same one, takes away.</summary>
    internal static HashSet<int> NotThereAtFirst(IReadOnlyList<LayoutChange> changes)
    {
        var (later, known) = (new HashSet<int>(), new HashSet<int>());
        foreach (var change in changes.OrderBy(c => c.At))
        {
            known.UnionWith(change.Retired);
            later.UnionWith(change.Added.Where(known.Add));
        }

        return later;
    }
}
