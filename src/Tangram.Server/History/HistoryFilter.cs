namespace Tangram.Server.History;

/// <summary>Which entries are wanted.</summary>
public sealed record HistoryFilter
{
    /// <summary>Only those of this application; null for all.</summary>
    public string? Application { get; init; }

    /// <summary>Only the last so many; at least 1, null for all.</summary>
    public int? Last { get; init; }

    /// <summary>Only those from this instant on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }
}
