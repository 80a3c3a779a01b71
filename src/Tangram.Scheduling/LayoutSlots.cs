namespace Tangram.Scheduling;

/// <summary>The layouts that a server goes through while plans follow each other: what runs keeps its index, what comes takes an index that is free.</summary>
/// <remarks>Immutable: each change gives the next one. At an index that is free lies a segment with no tasks.</remarks>
public sealed class LayoutSlots
{
    private readonly Layout _target;
    private readonly IReadOnlyDictionary<string, int> _indices;

    private LayoutSlots(Layout current, Layout target, IReadOnlyDictionary<string, int> indices) => (Current, _target, _indices) = (current, target, indices);

    /// <summary>The layout at present.</summary>
    public Layout Current { get; }

    /// <summary>Begins with the layout of a first plan, with all tasks (<see cref="LayoutBuilder.BuildWhole"/>).</summary>
    public static LayoutSlots Of(Layout first)
    {
        ArgumentNullException.ThrowIfNull(first);
        return new LayoutSlots(first, first, first.Segments.ToDictionary(s => s.Id, s => s.Index, StringComparer.Ordinal));
    }

    /// <summary>The index of an instance of the latest plan.</summary>
    /// <exception cref="KeyNotFoundException">The plan has no such instance.</exception>
    public int IndexOf(string instance) => _indices[instance];

    /// <summary>Takes the segments of another plan in beside those there are; tasks are as before.</summary>
    /// <param name="target">The other plan's layout, with all tasks.</param>
    /// <param name="kept">The index of each instance of it that runs already.</param>
    public LayoutSlots Begin(Layout target, IReadOnlyDictionary<string, int> kept)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(kept);
        var (segments, indices) = (Current.Segments.ToList(), new Dictionary<string, int>(kept, StringComparer.Ordinal));
        foreach (var segment in target.Segments)
        {
            if (kept.TryGetValue(segment.Id, out var index))
            {
                segments[index] = segment with { Index = index, Id = segments[index].Id };
            }
            else
            {
                indices[segment.Id] = Place(segments, segment);
            }
        }

        return new LayoutSlots(Current with { Segments = segments }, target, indices);
    }

    /// <summary>Tasks, shares and budgets are those of the latest plan from now on.</summary>
    public LayoutSlots Switch() => new(Current with { Tasks = _target.Tasks }, _target, _indices);

    /// <summary>Only these segments are left; the indices of all others are free.</summary>
    public LayoutSlots Keep(IReadOnlySet<int> indices) =>
        new(Current with { Segments = [.. Current.Segments.Select(s => indices.Contains(s.Index) ? s : s with { Tasks = [], Id = string.Empty })] }, _target, _indices);

    private static int Place(List<Segment> segments, Segment segment)
    {
        var (index, id) = (segments.FindIndex(s => s.Tasks.Count == 0), segment.Id);
        for (var number = 2; segments.Exists(s => string.Equals(s.Id, id, StringComparison.Ordinal)); number++)
        {
            id = FormattableString.Invariant($"{segment.Id}#{number}");
        }

        if (index < 0)
        {
            index = segments.Count;
            segments.Add(segment);
        }

        segments[index] = segment with { Index = index, Id = id };
        return index;
    }
}
