using Tangram.Core.Applications;
using Tangram.Scheduling;

namespace Tangram.Simulation.FanOuts;

/// <summary>Mean fan-outs of a layout's edges, by the segment that ran the parent.</summary>
public sealed class FanOutMeans
{
    private readonly double[][][] _bySegment;

    /// <summary>Means for a layout.</summary>
    /// <param name="layout">The tasks, with their children, and the segments, with their variants.</param>
    /// <param name="applications">The applications that its tasks belong to.</param>
    public FanOutMeans(Layout layout, IReadOnlyList<Application> applications)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var running = layout.Tasks.Select(t => (t.Application, t.Name)).ToHashSet();
        var byName = applications.ToDictionary(a => a.Name, StringComparer.Ordinal);
        _bySegment = [.. layout.Segments.Select(s => layout.Tasks
            .Select(t => s.Serves(t.Index) ? Means(byName[t.Application], t.Name, s.Variant, name => running.Contains((t.Application, name))).ToArray() : [])
            .ToArray())];
    }

    private FanOutMeans(double[][][] bySegment) => _bySegment = bySegment;

    /// <summary>Means of a layout whose tasks have no children.</summary>
    /// <exception cref="ArgumentException">A task has children.</exception>
    public static FanOutMeans None(Layout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return layout.Tasks.All(t => t.Children.Count == 0)
            ? new FanOutMeans([.. layout.Segments.Select(_ => layout.Tasks.Select(_ => (double[])[]).ToArray())])
            : throw new ArgumentException("a task of the layout has children, whose means are not known", nameof(layout));
    }

    /// <summary>Mean numbers of items that an item of a task, run on a segment, sends to the task's children, in their order.</summary>
    public ReadOnlySpan<double> Of(int segment, int task) => _bySegment[segment][task];

    // What goes to a task that is left out goes on to its children, once for each way there, as in LayoutBuilder.
    private static IEnumerable<double> Means(Application application, string task, string? variant, Func<string, bool> runs) =>
        application.EdgesFrom(task).SelectMany(edge => runs(edge.To)
            ? [edge.FanOutOf(variant)]
            : Means(application, edge.To, null, runs).Select(mean => mean * edge.FanOutOf(variant)));
}
