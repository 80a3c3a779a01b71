using Tangram.Core.Plans;

namespace Tangram.Server.History;

/// <summary>Something that was decided, done or not done, and why.</summary>
/// <param name="At">When; kept in UTC to the millisecond.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Kind">Of what; see <see cref="HistoryKinds"/>.</param>
/// <param name="What">What, on one line.</param>
/// <param name="Why">The reason, on one line.</param>
public sealed record HistoryEntry(DateTimeOffset At, string Application, string Kind, string What, string Why)
{
    /// <summary>Its number in the file, ascending with time; 0 before it is written.</summary>
    public long Id { get; init; }

    /// <summary>Figures before; null where there are none.</summary>
    public HistoryFigures? Before { get; init; }

    /// <summary>Figures after; null where there are none.</summary>
    public HistoryFigures? After { get; init; }

    /// <summary>The plan that was taken over; null where none was, and where entries are listed.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Whether a plan was taken over.</summary>
    public bool HasPlan { get; init; }

    /// <summary>How long it took, in ms; null where that has no meaning.</summary>
    public double? DurationMilliseconds { get; init; }
}
