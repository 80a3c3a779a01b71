namespace Tangram.Scheduling.Logging;

/// <summary>The first line of a decision log: what the run decides on, enough to decide it again.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Policies">The policies' names and settings.</param>
/// <param name="Applications">By index.</param>
/// <param name="Tasks">By index.</param>
/// <param name="Segments">By index.</param>
public sealed record LogHeader(
    int Version, PolicyChoice Policies, IReadOnlyList<LayoutApplication> Applications, IReadOnlyList<LayoutTask> Tasks, IReadOnlyList<LoggedSegment> Segments)
{
    /// <summary>The header of a run.</summary>
    public static LogHeader Of(Layout layout, PolicyChoice policies)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return new LogHeader(1, policies, layout.Applications, layout.Tasks, [.. layout.Segments.Select(LoggedSegment.Of)]);
    }

    /// <summary>The layout that the run scheduled onto.</summary>
    public Layout ToLayout() => ToLogged().ToLayout();

    internal LoggedLayout ToLogged() => new(Applications, Tasks, Segments);
}
