using Tangram.Core.Plans;
using Tangram.Core.Time;
using Tangram.Scheduling;

namespace Tangram.Simulation.Faults;

/// <summary>One layout of all segments of plans that follow each other, where a segment that stays as it is from one plan to the next is there once.</summary>
/// <remarks>
/// A segment stays if device, start, partition profile, processes, variant, batch size and tasks are the same. Indices of tasks are those of the first plan. A task that plans
/// divide between variants is divided as the last of them says [N]: the scheduler knows one division.
/// </remarks>
public sealed class LayoutUnion
{
    private readonly List<Segment> _segments = [];
    private readonly List<(int Plan, string Instance)> _origins = [];
    private readonly List<List<(int Index, object Key)>> _members = [];

    private LayoutUnion(IReadOnlyList<(Plan Plan, Layout Layout)> plans)
    {
        for (var i = 0; i < plans.Count; i++)
        {
            CheckTasks(plans[0], plans[i]);
            Add(plans[i].Plan, plans[i].Layout);
        }

        Layout = new Layout([.. plans[0].Layout.Tasks.Select(t => Joined(t, [.. plans.Select(p => p.Layout.Tasks[t.Index])]))], _segments) { Applications = plans[0].Layout.Applications };
    }

    /// <summary>All segments, those of the first plan first.</summary>
    public Layout Layout { get; }

    /// <summary>The plan, by its place, and the instance of it that each segment was first made for.</summary>
    public IReadOnlyList<(int Plan, string Instance)> Origins => _origins;

    /// <summary>Joins plans.</summary>
    /// <param name="plans">In order of time, at least one, each with its layout.</param>
    /// <exception cref="ArgumentException">They do not run the same tasks.</exception>
    public static LayoutUnion Of(IReadOnlyList<(Plan Plan, Layout Layout)> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentOutOfRangeException.ThrowIfZero(plans.Count, nameof(plans));
        return new LayoutUnion(plans);
    }

    /// <summary>Indices of the segments that a plan, by its place, uses.</summary>
    public IReadOnlyList<int> SegmentsOf(int plan) => [.. _members[plan].Select(m => m.Index)];

    /// <summary>How a plan, by its place from 1, takes over from the one before.</summary>
    /// <param name="plan">Its place.</param>
    /// <param name="at">When.</param>
    /// <param name="load">Time that a process takes to load its model.</param>
    public LayoutChange ChangeTo(int plan, Instant at, TimeSpan load)
    {
        var (before, after) = (SegmentsOf(plan - 1), SegmentsOf(plan));
        return new LayoutChange(at, [.. before.Except(after)], [.. after.Except(before)], load);
    }

    private static void CheckTasks((Plan Plan, Layout Layout) first, (Plan Plan, Layout Layout) other)
    {
        var (before, after) = (Names(first.Layout), Names(other.Layout));
        if (!before.SequenceEqual(after, StringComparer.Ordinal))
        {
            var missing = before.Except(after, StringComparer.Ordinal).ToList();
            var more = after.Except(before, StringComparer.Ordinal).ToList();
            throw new ArgumentException(
                missing.Count > 0 ? $"it does not run {string.Join(", ", missing)}, which the first plan does"
                : more.Count > 0 ? $"it runs {string.Join(", ", more)}, which the first plan does not"
                : "it has its tasks in another order than the first plan",
                nameof(other));
        }
    }

    private static List<string> Names(Layout layout) => [.. layout.Tasks.Select(t => $"{t.Application}/{t.Name}")];

    // What comes after a task is told by its longest, so that nobody hopes for too much.
    private static LayoutTask Joined(LayoutTask first, IReadOnlyList<LayoutTask> all) => first with
    {
        ExpectedItems = all.Max(t => t.ExpectedItems),
        ExpectedAfter = all.Max(t => t.ExpectedAfter),
        Operators = all.Max(t => t.Operators),
        Shares = all.LastOrDefault(t => t.Shares.Count > 0)?.Shares ?? [],
    };

    private void Add(Plan plan, Layout layout)
    {
        var before = _members.Count == 0 ? [] : _members[^1].ToList();
        var now = new List<(int Index, object Key)>();
        foreach (var segment in layout.Segments)
        {
            var key = KeyOf(plan, segment);
            var same = before.FindIndex(m => m.Key.Equals(key));
            if (same >= 0)
            {
                now.Add(before[same]);
                before.RemoveAt(same);
                continue;
            }

            now.Add((_segments.Count, key));
            _origins.Add((_members.Count, segment.Id));
            _segments.Add(segment with { Index = _segments.Count, Id = Unused(segment.Id) });
        }

        _members.Add(now);
    }

    private static (int, int, string, string, int, string, int, string) KeyOf(Plan plan, Segment segment)
    {
        var instance = plan.Instances.First(i => string.Equals(i.Id, segment.Id, StringComparison.Ordinal));
        var start = plan.Placements.FirstOrDefault(p => string.Equals(p.Instance, segment.Id, StringComparison.Ordinal))?.Start ?? -1;
        return (segment.Device, start, instance.DeviceModel, instance.Profile, segment.Processes, segment.Variant, segment.MaxBatch, string.Join(',', segment.Tasks));
    }

    private string Unused(string id)
    {
        var name = id;
        for (var number = 2; _segments.Exists(s => string.Equals(s.Id, name, StringComparison.Ordinal)); number++)
        {
            name = FormattableString.Invariant($"{id}#{number}");
        }

        return name;
    }
}
