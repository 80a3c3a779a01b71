namespace Tangram.Scheduling;

/// <summary>What the scheduler schedules onto: the applications' tasks that run and the segments that serve them.</summary>
/// <remarks>Made from a plan. Optional tasks that the plan leaves out are not in it: their parents' items go straight to their children.</remarks>
/// <param name="Tasks">By index.</param>
/// <param name="Segments">By index.</param>
public sealed record Layout(IReadOnlyList<LayoutTask> Tasks, IReadOnlyList<Segment> Segments)
{
    /// <summary>The applications, one for each that a task names.</summary>
    public IReadOnlyList<LayoutApplication> Applications { get; init; } =
        [.. Tasks.Select(t => t.Application).Distinct(StringComparer.Ordinal).Select(name => new LayoutApplication(name))];

    /// <summary>Indices of the tasks that an application's requests go to directly.</summary>
    public IReadOnlyList<int> RootsOf(string application) =>
        [.. Tasks.Where(t => t.IsRoot && string.Equals(t.Application, application, StringComparison.Ordinal)).Select(t => t.Index)];

    /// <summary>The application that a task belongs to.</summary>
    public LayoutApplication ApplicationOf(LayoutTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Applications.First(a => string.Equals(a.Name, task.Application, StringComparison.Ordinal));
    }
}
