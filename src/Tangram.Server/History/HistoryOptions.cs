namespace Tangram.Server.History;

/// <summary>Where the history is kept, and how much of it.</summary>
public sealed record HistoryOptions
{
    /// <summary>The file; one for all applications of a user.</summary>
    public required string File { get; init; }

    /// <summary>How long an entry is kept; above zero. Default 30 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Most entries kept, of all applications together; at least 1. Default 10,000.</summary>
    public int MostEntries { get; init; } = 10_000;

    /// <summary>How long to wait for another process that writes; whole seconds, at least 1. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
