using Tangram.Core.Files;
using Tangram.Server.History;

namespace Tangram.Cli.Histories;

/// <summary>Entries of the history, for programs.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Entries">The entries, the oldest first.</param>
internal sealed record HistoryList(int Version, IReadOnlyList<HistoryLine> Entries) : IVersioned
{
    /// <summary>The list of some entries.</summary>
    public static HistoryList Of(IEnumerable<HistoryEntry> entries) => new(JsonFile.Version, [.. entries.Select(HistoryLine.Of)]);
}
